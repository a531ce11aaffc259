# Prints what zsh completes a line with: zsh -f completeZsh.zsh FOLDER LINE ANSWER
# FOLDER has the completion script as _qemu-firmware; ANSWER is a file to make. The line editor, which completes, needs a terminal.
# Each call of compadd offers words, except with -O, -A or -D: then it filters a list.
zmodload zsh/zpty
export FOLDER=$1 LINE=$2 ANSWER=$3
zpty shell zsh -f -i
zpty -w shell '
  fpath=($FOLDER $fpath)
  autoload -Uz compinit
  compinit -u -D
  compadd() {
    if [[ ${@[1,(i)(-|--)]} != *-(O|A|D)\ * ]]; then
      local -a matches
      builtin compadd -A matches "$@"
      offered+=("${matches[@]}")
    fi
    builtin compadd "$@"
  }
  offer() { _main_complete; compstate[insert]= compstate[list]= }
  zle-line-init() { BUFFER=$LINE CURSOR=$#LINE; zle offer; print -rl -- "${offered[@]}" > $ANSWER.part; mv $ANSWER.part $ANSWER; exit }
  zle -C offer complete-word offer
  zle -N zle-line-init
'
for (( tries = 0; tries < 500; tries++ )); do
  [[ -e $ANSWER ]] && break
  sleep 0.1
done
cat $ANSWER
