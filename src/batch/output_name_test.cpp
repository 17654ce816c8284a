#include "batch/output_name.h"

#include <gtest/gtest.h>

#include <string>

namespace bifolium {
namespace {

Job job_with(std::string name, std::string value) {
  Job job;
  job.number = 7;
  job.content = "in/biopsy.xml";
  job.values = {{std::move(name), std::move(value)}};
  return job;
}

/// The name that a template gives where {v} stands for `value`; or "BF" and the code of the fault.
std::string name_of(const std::string& text, const std::string& value = "x") {
  const auto name = output_name(job_with("v", value), text);
  return name ? *name : "BF" + std::to_string(name.error().code);
}

TEST(OutputName, IsContentAndEditionWhereNothingIsSaid) {
  Job job = job_with("v", "x");
  EXPECT_EQ(*output_name(job, ""), "biopsy.pdf");
  job.edition = "large-print";
  EXPECT_EQ(*output_name(job, ""), "biopsy.large-print.pdf");
  job.output = "own";
  EXPECT_EQ(*output_name(job, "common"), "own.pdf");
}

TEST(OutputName, FieldsAreFilledIn) {
  EXPECT_EQ(name_of("{content}-{number}.pdf"), "biopsy-7.pdf");
  EXPECT_EQ(name_of("{v}/{values.v}"), "x/x.pdf");
  EXPECT_EQ(name_of("a{{b}}"), "a{b}.pdf");
  EXPECT_EQ(name_of("a.PDF"), "a.PDF");
  EXPECT_EQ(name_of("{edition}"), "BF8102");
  EXPECT_EQ(name_of("{pages}"), "BF8102");
  EXPECT_EQ(name_of("{w}"), "BF8102");
  EXPECT_EQ(name_of("{v}", ""), "BF8102");
}

TEST(OutputName, APressCopyIsCalledAfterItsPress) {
  Job job = job_with("v", "x");
  job.press = "booklet";
  EXPECT_EQ(*output_name(job, ""), "biopsy.booklet.pdf");
  job.edition = "large-print";
  EXPECT_EQ(*output_name(job, ""), "biopsy.large-print.booklet.pdf");
}

TEST(OutputName, NamesTheNumberOfPagesThatTheJobAsksFor) {
  Job job = job_with("v", "x");
  job.pages = "multiple-of-4";
  EXPECT_EQ(*output_name(job, "{content}.{pages}"), "biopsy.multiple-of-4.pdf");
}

TEST(OutputName, SaysWhichValuesItTakes) {
  Job job = job_with("v", "x");
  EXPECT_EQ(values_in_name(job, "{v}/{values.w}-{number}"),
            (std::vector<std::string>{"v", "w", "number"}));
  job.output = "plain";
  EXPECT_TRUE(values_in_name(job, "{v}").empty());
}

TEST(OutputName, FaultyTemplatesAreRefused) {
  EXPECT_EQ(name_of("{"), "BF8101");
  EXPECT_EQ(name_of("a}"), "BF8101");
  EXPECT_EQ(name_of("{}"), "BF8101");
  EXPECT_EQ(name_of("{a{b}"), "BF8101");
  EXPECT_EQ(template_fault("{content}"), "");
  EXPECT_NE(template_fault("{content"), "");
}

TEST(OutputName, NothingLeavesTheFolder) {
  EXPECT_EQ(name_of("../{v}"), "BF8103");
  EXPECT_EQ(name_of("a/../b"), "BF8103");
  EXPECT_EQ(name_of("./a"), "BF8103");
  EXPECT_EQ(name_of("/etc/{v}"), "BF8103");
  EXPECT_EQ(name_of("a//b"), "BF8103");
  EXPECT_EQ(name_of("a/"), "BF8103");
  EXPECT_EQ(name_of("{v}/a", ".."), "BF8103");
  EXPECT_EQ(name_of("{v}", "../../etc/passwd"), "_._.._etc_passwd.pdf");
  EXPECT_EQ(name_of("{v}", "/etc/passwd"), "_etc_passwd.pdf");
  EXPECT_EQ(name_of("{v}", "..\\a"), "_._a.pdf");
}

TEST(OutputName, WhatSomeSystemWouldNotTakeIsReplaced) {
  EXPECT_EQ(name_of("{v}", "a:b*c?d\"e<f>g|h"), "a_b_c_d_e_f_g_h.pdf");
  EXPECT_EQ(name_of("{v}",
                    "a\nb\x7F"
                    "c\u0085"),
            "a_b_c_.pdf");
  EXPECT_EQ(name_of("{v}", "a\u202Eb\u200F\u2028\uFEFF"), "a_b___.pdf");
  EXPECT_EQ(name_of("{v}", ".hidden"), "_hidden.pdf");
  EXPECT_EQ(name_of("{v}/a", "b. ."), "b___/a.pdf");
  // Zero-width non-joiner: Persian is spelt with it.
  EXPECT_EQ(name_of("{v}", "می\u200Cخواهم"), "می\u200Cخواهم.pdf");
}

// Microsoft, "Naming Files, Paths, and Namespaces".
TEST(OutputName, DevicesOfWindowsAreNoNames) {
  EXPECT_EQ(name_of("{v}", "CON"), "_CON.pdf");
  EXPECT_EQ(name_of("{v}", "nul.x"), "_nul.x.pdf");
  EXPECT_EQ(name_of("{v}/a", "com1"), "_com1/a.pdf");
  EXPECT_EQ(name_of("{v}", "LPT\u00B2"), "_LPT\u00B2.pdf");
  EXPECT_EQ(name_of("{v}", "AUX "), "_AUX .pdf");
  EXPECT_EQ(name_of("{v}", "CONTENT"), "CONTENT.pdf");
  EXPECT_EQ(name_of("{v}", "COM10"), "COM10.pdf");
}

TEST(OutputName, LengthsAreBounded) {
  EXPECT_EQ(name_of("{v}", std::string(196, 'a')).size(), 200u);
  EXPECT_EQ(name_of("{v}", std::string(197, 'a')), "BF8103");
  EXPECT_EQ(name_of("{v}/{v}/{v}/{v}/{v}", std::string(190, 'a')), "BF8103");
}

TEST(OutputName, FaultsDoNotShowAValue) {
  const auto name = output_name(job_with("v", std::string(300, 'q')), "{v}");
  ASSERT_FALSE(name);
  EXPECT_EQ(name.error().message.find("qq"), std::string::npos);
}

// The Unicode Standard, 3.13, D145: full case folding, and canonical equivalence.
TEST(FoldedName, IsOneForNamesThatSomeSystemHoldsForOne) {
  EXPECT_EQ(folded_name("A/B.PDF"), folded_name("a/b.pdf"));
  EXPECT_EQ(folded_name("Stra\u00DFe"), folded_name("STRASSE"));
  EXPECT_EQ(folded_name("\u00C9"), folded_name("e\u0301"));
  EXPECT_EQ(folded_name("\u03A3\u03C2"), folded_name("\u03C3\u03C3"));
  EXPECT_NE(folded_name("a"), folded_name("b"));
}

}  // namespace
}  // namespace bifolium
