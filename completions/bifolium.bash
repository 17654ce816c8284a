# Completion of bifolium for bash.

_bifolium_words() { mapfile -t COMPREPLY < <(compgen -W "$1" -- "$2"); }

# Files that end in $1, and folders; names may hold spaces.
_bifolium_files() {
  compopt -o filenames 2>/dev/null
  mapfile -t COMPREPLY < <(compgen -d -- "$2"; compgen -f -X "!*.$1" -- "$2")
}

# Layouts, editions or presses as `bifolium layouts` lists them from here; of one layout, if $2 names it.
_bifolium_listed() {
  bifolium layouts 2>/dev/null | awk -v what="$1" -v of="${2-}" '
    /^[^ ]/ { name = substr($1, 1, length($1) - 1); if (what == "layouts") print name }
    ($1 == "--edition" && what == "editions" || $1 == "--press" && what == "presses") && (of == "" || of == name) {
      print substr($2, 1, length($2) - 1)
    }' | sort -u
}

_bifolium() {
  local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]}
  local command=${COMP_WORDS[1]} layout='' i
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    _bifolium_words "make check batch verify inspect proof print dump fonts layouts --version --help" "$current"
    return
  fi
  for ((i = 2; i < COMP_CWORD - 1; ++i)); do
    case ${COMP_WORDS[i]} in -l | --layout) layout=${COMP_WORDS[i + 1]} ;; esac
  done
  case $previous in
    -l | --layout)
      _bifolium_files xml "$current"
      mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(
        compgen -W "$(_bifolium_listed layouts)" -- "$current")
      return ;;
    --edition)
      local all=''
      if [[ $command == make || $command == check ]]; then all=all; fi
      _bifolium_words "$(_bifolium_listed editions "$layout") $all" "$current"
      return ;;
    --press) _bifolium_words "$(_bifolium_listed presses "$layout")" "$current"; return ;;
    --costs) _bifolium_words "text json" "$current"; return ;;
    --pages) _bifolium_words "even multiple-of-4 any" "$current"; return ;;
    --stage) _bifolium_words "content layout style shape lines pages tags" "$current"; return ;;
    --diagnostics) _bifolium_words "text json" "$current"; return ;;
    --durability) _bifolium_words "none group each" "$current"; return ;;
    --values) _bifolium_files json "$current"; return ;;
    --for) _bifolium_files xml "$current"; return ;;
    --fonts)
      # Elsewhere a folder; `inspect --fonts` takes nothing.
      if [[ $command != inspect ]]; then
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -d -- "$current")
        return
      fi ;;
    -o | --trace)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -f -- "$current")
      return ;;
    --output)
      if [[ $command == make || $command == proof ]]; then
        compopt -o filenames 2>/dev/null
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
      fi
      return ;;
    --printer)
      _bifolium_words "$(bifolium print --list 2>/dev/null | sed 's/:.*//')" "$current"; return ;;
    --duplex) _bifolium_words "off long-edge short-edge" "$current"; return ;;
    --paper) _bifolium_words "A1 A2 A3 A4 A5 A6 SRA1 SRA2 SRA3 SRA4 letter half-letter legal tabloid" "$current"; return ;;
    --as-of | --set | --matrix | --threads | --job-time | --job-memory | --dpi | --columns | --copies \
      | --tray) return ;;
  esac

  local document="-l --layout --edition --press --pages --as-of --allow-expired --explain"
  local values="--set --values" common="--fonts --diagnostics" help="-h --help"
  if [[ $current == -* ]]; then
    case $command in
      make) _bifolium_words "-o --output $document $values $common --costs --proof --progress $help" "$current" ;;
      check) _bifolium_words "$document $values $common $help" "$current" ;;
      batch)
        _bifolium_words "-o --matrix --output --durability --resume --check --fail-fast --log-values
          --threads --job-time --job-memory --progress --timings --trace $document $common $help" \
          "$current" ;;
      verify) _bifolium_words "--diagnostics $help" "$current" ;;
      inspect)
        _bifolium_words "--structure --text --fonts --boxes --json --diagnostics $help" "$current" ;;
      proof) _bifolium_words "-o --output --dpi --columns --diagnostics $help" "$current" ;;
      print)
        _bifolium_words "--printer --copies --duplex --paper --tray --press -l --layout --edition --wait --list
          --diagnostics $help" \
          "$current" ;;
      dump) _bifolium_words "--stage $document $values $common $help" "$current" ;;
      fonts) _bifolium_words "--for $common $help" "$current" ;;
      layouts) _bifolium_words "$common $help" "$current" ;;
    esac
    return
  fi
  case $command in
    make | check | dump) _bifolium_files xml "$current" ;;
    batch)
      _bifolium_files csv "$current"
      mapfile -t -O "${#COMPREPLY[@]}" COMPREPLY < <(compgen -f -X '!*.jsonl' -- "$current") ;;
    inspect | proof | print) _bifolium_files pdf "$current" ;;
    verify)
      compopt -o filenames 2>/dev/null
      mapfile -t COMPREPLY < <(compgen -d -- "$current") ;;
  esac
}
complete -F _bifolium bifolium
