# Completion of bifolium for fish.

function __bifolium_layouts
    bifolium layouts 2>/dev/null | string match -r '^[^ :]+(?=:)'
end

function __bifolium_editions
    bifolium layouts 2>/dev/null | string match -r '(?<=--edition )[^ :]+' | sort -u
end
function __bifolium_presses
    bifolium layouts 2>/dev/null | string match -r '(?<=--press )[^ :]+' | sort -u
end

complete -c bifolium -f
complete -c bifolium -s h -l help -d 'Describe the command'
complete -c bifolium -n __fish_use_subcommand -l version -d 'Print the versions'
complete -c bifolium -n __fish_use_subcommand -a make -d 'Typeset content files into PDFs'
complete -c bifolium -n __fish_use_subcommand -a check -d 'Say what is wrong with content files'
complete -c bifolium -n __fish_use_subcommand -a batch -d 'Typeset many leaflets from a file of jobs'
complete -c bifolium -n __fish_use_subcommand -a verify -d "Hold a batch's files against its manifest"
complete -c bifolium -n __fish_use_subcommand -a inspect -d 'Say what a PDF holds'
complete -c bifolium -n __fish_use_subcommand -a proof -d 'Draw all pages of a PDF side by side'
complete -c bifolium -n __fish_use_subcommand -a print -d 'Send a PDF to a printer'
complete -c bifolium -n __fish_use_subcommand -a dump -d 'Print what a stage made of a content file'
complete -c bifolium -n __fish_use_subcommand -a fonts -d 'List the font families'
complete -c bifolium -n __fish_use_subcommand -a layouts -d 'List the layouts with their editions'

set -l document '__fish_seen_subcommand_from make check batch dump'
complete -c bifolium -n $document -s l -l layout -x -a '(__bifolium_layouts; __fish_complete_suffix .xml)' -d 'Set it with this layout'
complete -c bifolium -n $document -l edition -x -a '(__bifolium_editions)' -d 'Take this edition of the layout'
complete -c bifolium -n '__fish_seen_subcommand_from make check' -l edition -x -a all -d 'Take every edition of the layout'
complete -c bifolium -n $document -l press -x -a '(__bifolium_presses)' -d 'Make sheets for this press too'
complete -c bifolium -n $document -l pages -x -a 'even multiple-of-4 any' -d 'Fill so many pages'
complete -c bifolium -n $document -l as-of -x -d 'Hold the review date against this day'
complete -c bifolium -n $document -l allow-expired -d 'Also accept a leaflet past its review date'
complete -c bifolium -n $document -l explain -d 'Say why lines and pages end where they do'

set -l values '__fish_seen_subcommand_from make check dump'
complete -c bifolium -n $values -l set -x -d 'Fill in a value'
complete -c bifolium -n $values -l values -r -k -a '(__fish_complete_suffix .json)' -d 'Take values from a JSON file'
complete -c bifolium -n $values -k -a '(__fish_complete_suffix .xml)'

complete -c bifolium -n '__fish_seen_subcommand_from make check batch dump fonts layouts; and not __fish_seen_subcommand_from inspect' -l fonts -x -a '(__fish_complete_directories)' -d 'Look for fonts in this folder first'
complete -c bifolium -n 'not __fish_use_subcommand' -l diagnostics -x -a 'text json' -d 'How findings are written'

complete -c bifolium -n '__fish_seen_subcommand_from make' -s o -l output -r -F -d 'The file or folder to write'
complete -c bifolium -n '__fish_seen_subcommand_from make' -l costs -x -a 'text json' -d 'Say what paper and ink it takes'
complete -c bifolium -n '__fish_seen_subcommand_from make' -l proof -d 'Lay baselines, boxes and margins over the pages'
complete -c bifolium -n '__fish_seen_subcommand_from make batch' -l progress -d 'Say how far it is'

set -l batch '__fish_seen_subcommand_from batch'
complete -c bifolium -n $batch -s o -x -a '(__fish_complete_directories)' -d 'The folder to write to'
complete -c bifolium -n $batch -l matrix -x -d 'Every combination of lists'
complete -c bifolium -n $batch -l output -x -d 'How files are called'
complete -c bifolium -n $batch -l durability -x -a 'none group each' -d 'How often the disk is waited for'
complete -c bifolium -n $batch -l resume -d 'Go on with the batch'
complete -c bifolium -n $batch -l check -d 'Write nothing'
complete -c bifolium -n $batch -l fail-fast -d 'Stop at the first job that fails'
complete -c bifolium -n $batch -l log-values -d 'Let findings quote values'
complete -c bifolium -n $batch -l threads -x -d 'How many threads work'
complete -c bifolium -n $batch -l job-time -x -d 'Give up a job after milliseconds'
complete -c bifolium -n $batch -l job-memory -x -d 'Give up a job that holds more MiB'
complete -c bifolium -n $batch -l timings -d 'Say what the stages cost'
complete -c bifolium -n $batch -l trace -r -F -d 'Write what each thread did when'
complete -c bifolium -n $batch -k -a '(__fish_complete_suffix .csv; __fish_complete_suffix .jsonl)'

complete -c bifolium -n '__fish_seen_subcommand_from verify' -a '(__fish_complete_directories)'

set -l inspect '__fish_seen_subcommand_from inspect'
complete -c bifolium -n $inspect -l structure -d 'Print its structure tree'
complete -c bifolium -n $inspect -l text -d 'Print its logical text'
complete -c bifolium -n $inspect -l fonts -d 'Print its fonts'
complete -c bifolium -n $inspect -l boxes -d 'Print the boxes of its pages'
complete -c bifolium -n $inspect -l json -d 'Print all as JSON'
complete -c bifolium -n $inspect -k -a '(__fish_complete_suffix .pdf)'

complete -c bifolium -n '__fish_seen_subcommand_from proof print' -k -a '(__fish_complete_suffix .pdf)'
set -l proof '__fish_seen_subcommand_from proof'
complete -c bifolium -n $proof -s o -l output -r -F -d 'The PNG to write'
complete -c bifolium -n $proof -l dpi -x -d 'Pixels to the inch'
complete -c bifolium -n $proof -l columns -x -d 'Pages side by side'

function __bifolium_printers
    bifolium print --list 2>/dev/null | string match -r '^[^:]+(?=:)'
end
set -l print '__fish_seen_subcommand_from print'
complete -c bifolium -n $print -l printer -x -a '(__bifolium_printers)' -d 'Send it to this printer'
complete -c bifolium -n $print -l copies -x -d 'How many copies'
complete -c bifolium -n $print -l duplex -x -a 'off long-edge short-edge' -d 'Turn sheets over this edge'
complete -c bifolium -n $print -l paper -x -a 'A1 A2 A3 A4 A5 A6 SRA1 SRA2 SRA3 SRA4 letter half-letter legal tabloid' -d 'The paper'
complete -c bifolium -n $print -l tray -x -d 'The tray'
complete -c bifolium -n $print -l press -x -a '(__bifolium_presses)' -d 'Take duplex, paper and tray from this press'
complete -c bifolium -n $print -s l -l layout -x -a '(__bifolium_layouts; __fish_complete_suffix .xml)' -d 'The layout of the press'
complete -c bifolium -n $print -l edition -x -a '(__bifolium_editions)' -d 'The edition that the press is of'
complete -c bifolium -n $print -l wait -d 'Wait until it is printed'
complete -c bifolium -n $print -l list -d 'List the printers'

complete -c bifolium -n '__fish_seen_subcommand_from dump' -l stage -x -a 'content layout style shape lines pages tags' -d 'What to print'
complete -c bifolium -n '__fish_seen_subcommand_from fonts' -l for -r -k -a '(__fish_complete_suffix .xml)' -d 'Only the families of this content'
