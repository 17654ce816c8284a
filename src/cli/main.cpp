#include "cli/program.h"

int main(int argc, char** argv) { return bifolium::run_program(argc, argv); }
