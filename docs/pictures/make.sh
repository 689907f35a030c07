#!/bin/sh
# Photograph a search of corpus/ in every terminal that is installed, each in a window of 80 by 12
# cells on a display of its own: sh docs/pictures/make.sh [FOLDER [TERMINAL...]]
#
# Needs Xvfb, dbus-run-session, ImageMagick, DejaVu Sans Mono, and .venv as `make demo` leaves it.
set -eu

root=$(cd "$(dirname "$0")/../.." && pwd)
into=$(mkdir -p "${1:-$root/docs/pictures}" && cd "${1:-$root/docs/pictures}" && pwd)
[ $# -gt 0 ] && shift
home=$(mktemp -d)
display=:$((100 + $$ % 800))
font='DejaVu Sans Mono'
query=${QUERY:-"السفينة --limit 1"}

command="$home/command"
cat >"$command" <<END
cd '$root'
clear
printf '\$ searchkit %s\n' '$query'
PAGER=cat '$root/.venv/bin/searchkit' $query
touch '$home/done'
exec sleep 60
END
mkdir -p "$home/.config/kitty"
echo "font_family $font" >"$home/.config/kitty/kitty.conf"
echo 'set -g status-right ""' >"$home/.tmux.conf"
export SEARCHKIT_INDEX="${INDEX:-$home/index}"
[ -n "${INDEX:-}" ] || "$root/.venv/bin/searchkit" build "$root/corpus/pages" --quiet

Xvfb "$display" -screen 0 1000x700x24 -nolisten tcp >/dev/null 2>&1 &
server=$!
trap 'kill $server; rm -rf "$home"' EXIT

opened() { # how each terminal is told to run what
    case $1 in
    xterm) echo "xterm -geometry 80x12+0+0 -fa '$font' -fs 10 -e $2" ;;
    vte) echo "xfce4-terminal --disable-server --hide-menubar --hide-scrollbar --hide-borders
        --font '$font 10' --geometry 80x12+0+0 -x $2" ;;
    konsole) echo "konsole --nofork --hide-menubar --hide-tabbar -p 'Font=$font,10'
        -p TerminalColumns=80 -p TerminalRows=12 -e $2" ;;
    mlterm) echo "mlterm --type=xft --fontsize=13 --geometry=80x12+0+0 -e $2" ;;
    kitty) echo "kitty -o remember_window_size=no -o initial_window_width=80c
        -o initial_window_height=12c -o font_size=10 $2" ;;
    tmux-in-*) opened "${1#tmux-in-}" "tmux -L $1-$$ new-session $2" ;;
    esac
}

for name in ${*:-xterm vte konsole mlterm kitty tmux-in-xterm tmux-in-vte}; do
    rm -f "$home/done"
    # Nothing of the terminal in which this runs: only what each sets itself.
    env -i HOME="$home" PATH="$PATH" LANG=C.UTF-8 SHELL=/bin/sh DISPLAY="$display" \
        LIBGL_ALWAYS_SOFTWARE=1 SEARCHKIT_INDEX="$SEARCHKIT_INDEX" \
        setsid dbus-run-session -- sh -c "$(opened "$name" "sh $command" | tr '\n' ' ')" \
        >"$home/$name.log" 2>&1 &
    session=$!
    waited=0
    until [ -e "$home/done" ] || [ $waited -gt 300 ]; do
        sleep 0.1
        waited=$((waited + 1))
    done
    sleep 1 # until it is drawn
    import -display "$display" -window root -trim +repage +dither -colors 16 "$into/$name.png" ||
        cat "$home/$name.log"
    kill -- "-$session" || true
    tmux -L "$name-$$" kill-server 2>/dev/null || true
    wait "$session" 2>/dev/null || true
    echo "$into/$name.png"
done
