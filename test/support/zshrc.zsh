# Configures an interactive zsh that writes the completions of $LINE to $ANSWER and exits. $FOLDER has the script as _qemu-firmware.
fpath=($FOLDER $fpath)
autoload -Uz compinit
compinit -u -D
compadd() {
  # With -O, -A or -D it filters a list and offers nothing.
  if [[ ${@[1,(i)(-|--)]} != *-(O|A|D)\ * ]]; then
    local -a matches
    builtin compadd -A matches "$@"
    offered+=("${matches[@]}")
  fi
  builtin compadd "$@"
}
offer() { _main_complete; compstate[insert]= compstate[list]= }
zle -C offer complete-word offer
# Runs when the line editor starts.
zle-line-init() {
  BUFFER=$LINE CURSOR=$#LINE
  zle offer
  print -rl -- "${offered[@]}" > $ANSWER.part
  mv $ANSWER.part $ANSWER
  exit
}
zle -N zle-line-init
