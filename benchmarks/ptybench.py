#!/usr/bin/env python3
"""ptybench - measure what a person in front of a terminal application waits for.

Runs a command in a pseudo-terminal of a fixed size, plays the part of the terminal
(answers its queries, keeps a screen model with `pyte`), and measures

  start-up   first byte, first useful paint (given text visible on the screen),
             settled (last byte before the quiet period), CPU seconds until then
  keys       per key: first byte, first visible change, last byte before quiet,
             bytes written, CPU used; p50 / p95 / max over all keys
  resources  peak RSS (VmHWM summed over the process tree), idle CPU
  exit       time from the quit keys to the end of the process

Nothing is parsed while the clock runs: every read() is time-stamped and kept, and
replayed through the screen model only once the application is quiet, so the slow pure
Python emulator does not delay what it measures.  Synchronised output (DEC mode 2026) is
honoured: a frame counts as visible when it is closed, not while it is being written.

Needs: Linux, Python >= 3.9, `pip install pyte`.

ONE COMMAND
  ptybench.py --cmd 'less big.txt' --until 'Line 1' --keys 'j*50' --size 120x40
  ptybench.py --cmd 'vim big.txt'  --until 'Line 1' --keys 'ctrl+d*20 G gg' --quit ':q! enter'
  ptybench.py --cmd 'app a.md' --until 'Title' --keys '(pgdn pgup)*25' --runs 5 --json out.json

SEVERAL COMMANDS, INTERLEAVED (A B C A B C ...), ratios against the first or --baseline
  ptybench.py --spec cases.json --runs 7 --warmup 1 --baseline floor --json out.json
  cases.json: [{"name": "floor", "cmd": "...", "until": "...", "keys": "j*50",
                "quit": "ctrl+q", "env": {"K": "V"}, "cwd": "/x", "size": "120x40"}, ...]

KEY LANGUAGE (tokens separated by blanks)
  j  G  /            a word is typed character by character: `gg` is two keys sent at once
  down pgup home f5 esc enter tab space backspace delete ctrl+x alt+x shift+tab
  j*50               repeat a token          (pgdn pgup)*25   repeat a group
  text:hello         send hello at once      hex:1b5b41       send raw bytes
Each token is one measurement: send, wait for the answer, wait for quiet.

EXIT STATUS  0 ok; 1 some run failed (text never came, early exit); 2 bad arguments.
"""

from __future__ import annotations

import argparse
import fcntl
import gc
import json
import os
import random
import re
import select
import shlex
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path

import pyte

NOW = time.perf_counter
TICK = os.sysconf("SC_CLK_TCK")


# ------------------------------------------------------------------ key language

NAMED = {
    "up": b"\x1b[A",
    "down": b"\x1b[B",
    "right": b"\x1b[C",
    "left": b"\x1b[D",
    "home": b"\x1b[H",
    "end": b"\x1b[F",
    "pgup": b"\x1b[5~",
    "pgdn": b"\x1b[6~",
    "pageup": b"\x1b[5~",
    "pagedown": b"\x1b[6~",
    "insert": b"\x1b[2~",
    "delete": b"\x1b[3~",
    "enter": b"\r",
    "return": b"\r",
    "esc": b"\x1b",
    "escape": b"\x1b",
    "tab": b"\t",
    "shift+tab": b"\x1b[Z",
    "space": b" ",
    "backspace": b"\x7f",
    "f1": b"\x1bOP",
    "f2": b"\x1bOQ",
    "f3": b"\x1bOR",
    "f4": b"\x1bOS",
    "f5": b"\x1b[15~",
    "f6": b"\x1b[17~",
    "f7": b"\x1b[18~",
    "f8": b"\x1b[19~",
    "f9": b"\x1b[20~",
    "f10": b"\x1b[21~",
    "f11": b"\x1b[23~",
    "f12": b"\x1b[24~",
    "wheeldown": b"\x1b[<65;30;15M",
    "wheelup": b"\x1b[<64;30;15M",
}


def encode_key(token: str) -> bytes:
    low = token.lower()
    if low in NAMED:
        return NAMED[low]
    if low.startswith("text:"):
        return token[5:].encode()
    if low.startswith("hex:"):
        return bytes.fromhex(token[4:])
    if low.startswith("ctrl+") and len(token) == 6:
        return bytes([ord(token[5].upper()) & 0x1F])
    if low.startswith("alt+") and len(token) == 5:
        return b"\x1b" + token[4].encode()
    return token.encode()


def parse_keys(spec: str) -> list[tuple[str, bytes]]:
    """'(j k)*2 pgdn*3' -> [('j', b'j'), ('k', b'k'), ...]."""
    out: list[tuple[str, bytes]] = []
    for group, group_n, token in re.findall(r"\(([^()]*)\)\*(\d+)|(\S+)", spec or ""):
        if group:
            out += parse_keys(group) * int(group_n)
            continue
        match = re.fullmatch(r"(.+?)\*(\d+)", token)
        name, count = (match[1], int(match[2])) if match else (token, 1)
        out += [(name, encode_key(name))] * count
    return out


# ------------------------------------------------------------------ the terminal's side


# What a good modern terminal answers. Each: pattern -> reply (bytes or function of match).
def _size(spec):
    return lambda m, rows, cols: spec(rows, cols)


QUERIES = [
    (re.compile(rb"\x1b\[0?c"), lambda m, r, c: b"\x1b[?62;22c"),  # DA1
    (re.compile(rb"\x1b\[>0?c"), lambda m, r, c: b"\x1b[>1;10;0c"),  # DA2
    (re.compile(rb"\x1b\[>0?q"), lambda m, r, c: b"\x1bP>|ptybench(1)\x1b\\"),  # XTVERSION
    (re.compile(rb"\x1b\[5n"), lambda m, r, c: b"\x1b[0n"),  # DSR
    (re.compile(rb"\x1b\[\??6n"), lambda m, r, c: b"\x1b[1;1R"),  # CPR
    (re.compile(rb"\x1b\[\?2026\$p"), lambda m, r, c: b"\x1b[?2026;2$y"),  # sync: yes
    (re.compile(rb"\x1b\[\?(\d+)\$p"), lambda m, r, c: b"\x1b[?" + m[1] + b";0$y"),
    (re.compile(rb"\x1b\[\?u"), lambda m, r, c: b"\x1b[?0u"),  # kitty keys
    (re.compile(rb"\x1b\[14t"), lambda m, r, c: b"\x1b[4;%d;%dt" % (r * 20, c * 10)),
    (re.compile(rb"\x1b\[16t"), lambda m, r, c: b"\x1b[6;20;10t"),
    (re.compile(rb"\x1b\[18t"), lambda m, r, c: b"\x1b[8;%d;%dt" % (r, c)),
    (re.compile(rb"\x1b\]10;\?(?:\x07|\x1b\\)"), lambda m, r, c: b"\x1b]10;rgb:dddd/dddd/dddd\x1b\\"),
    (re.compile(rb"\x1b\]11;\?(?:\x07|\x1b\\)"), lambda m, r, c: b"\x1b]11;rgb:1111/1111/1111\x1b\\"),
    (re.compile(rb"\x1bP\+q[0-9A-Fa-f;]*\x1b\\"), lambda m, r, c: b"\x1bP0+r\x1b\\"),
]


class Responder:
    """Answers terminal queries found in a stream that is cut at arbitrary places."""

    def __init__(self, rows: int, cols: int, enabled: bool = True):
        self.rows, self.cols, self.enabled, self.tail = rows, cols, enabled, b""
        self.seen: dict[str, int] = {}

    def replies(self, chunk: bytes) -> bytes:
        if b"\x1b" not in chunk and not self.tail:
            return b""
        data, cut = self.tail + chunk, len(self.tail)
        found = []
        for index, (pattern, reply) in enumerate(QUERIES):
            for match in pattern.finditer(data):
                if match.end() <= cut:
                    continue
                if index == 6 and match[1] == b"2026":
                    continue
                key = repr(match[0])[2:-1]
                self.seen[key] = self.seen.get(key, 0) + 1
                found.append((match.start(), reply(match, self.rows, self.cols)))
        last = data.rfind(b"\x1b")
        self.tail = data[last:] if last >= 0 and len(data) - last < 48 else b""
        if self.tail and any(p.search(self.tail) for p, _ in QUERIES):
            self.tail = b""
        return b"".join(r for _, r in sorted(found)) if self.enabled else b""


# Sequences pyte would draw as text or misread.
_STRIP = re.compile(
    rb"\x1bP.*?\x1b\\|\x1b[_^X].*?\x1b\\"  # DCS, APC, PM, SOS
    rb"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # OSC
    rb"|\x1b\[[<>=][0-9;:]*[\x20-\x2f]*[\x40-\x7e]"  # CSI with a private prefix
    rb"|\x1b\[[0-9;?]*[\x20-\x2f]+[\x40-\x7e]",  # CSI with intermediates ($p, SP q)
    re.S,
)
_COLON = re.compile(rb"\x1b\[[0-9;]*:[0-9;:]*m")
_OPEN = re.compile(rb"\x1b(?:\[[<>=?0-9;:]*[\x20-\x2f]*|[P_^X\]][^\x07]*|)$", re.S)
_SYNC = re.compile(rb"\x1b\[\?2026([hl])")


class Screen:
    """pyte screen fed with raw bytes in any cut; knows if a synchronised frame is open."""

    def __init__(self, rows: int, cols: int):
        self.screen = pyte.Screen(cols, rows)
        self.stream = pyte.ByteStream(self.screen)
        self.carry, self.in_sync = b"", False

    def feed(self, chunk: bytes) -> None:
        data = self.carry + chunk
        open_tail = _OPEN.search(data, max(0, len(data) - 4096))
        self.carry = b""
        if open_tail and len(open_tail[0]) < 4096:
            self.carry, data = open_tail[0], data[: open_tail.start()]
        for match in _SYNC.finditer(data):
            self.in_sync = match[1] == b"h"
        data = _STRIP.sub(b"", data)
        data = _COLON.sub(b"", data)
        try:
            self.stream.feed(data)
        except Exception:  # an emulator bug must not end the measurement
            pass

    def text(self) -> str:
        return "\n".join(self.screen.display)

    def state(self) -> tuple:
        buf, cur = self.screen.buffer, self.screen.cursor
        rows = tuple(tuple(buf[y][x] for x in range(self.screen.columns)) for y in range(self.screen.lines))
        return rows, (cur.x, cur.y, cur.hidden)


# ------------------------------------------------------------------ process accounting


def tree(pid: int) -> list[int]:
    pids, todo = [], [pid]
    while todo:
        p = todo.pop()
        pids.append(p)
        try:
            for task in os.listdir(f"/proc/{p}/task"):
                with open(f"/proc/{p}/task/{task}/children") as f:
                    todo += map(int, f.read().split())
        except OSError:
            pass
    return pids


def cpu_seconds(pids: list[int]) -> float:
    """On-CPU seconds. schedstat (ns, live threads) or stat (10 ms ticks, all), the larger."""
    total = 0.0
    for p in pids:
        ticks = ns = 0
        try:
            with open(f"/proc/{p}/stat") as f:
                rest = f.read().rpartition(")")[2].split()
            ticks = sum(map(int, rest[11:15])) / TICK
            for task in os.listdir(f"/proc/{p}/task"):
                with open(f"/proc/{p}/task/{task}/schedstat") as f:
                    ns += int(f.read().split()[0])
        except (OSError, ValueError, IndexError):
            pass
        total += max(ticks - 1 / TICK, ns / 1e9) if ns else ticks
    return total


def peak_rss_mib(pids: list[int]) -> float:
    kib = 0
    for p in pids:
        try:
            with open(f"/proc/{p}/status") as f:
                match = re.search(r"VmHWM:\s+(\d+)", f.read())
            kib += int(match[1]) if match else 0
        except OSError:
            pass
    return kib / 1024


# ------------------------------------------------------------------ one run


@dataclass
class Case:
    cmd: str
    name: str = ""
    until: str = ""
    keys: str = ""
    pre: str = ""  # keys sent, not measured, after the first paint
    quit: str = "ctrl+c"
    size: str = "120x40"
    env: dict = field(default_factory=dict)
    cwd: str | None = None
    timeout: float = 30.0  # for the first paint
    key_timeout: float = 2.0  # for an answer to a key
    quiet_ms: float = 30.0
    gap_ms: float = 40.0  # mean pause between keys (jittered by half)
    idle_s: float = 3.0
    answer: bool = True

    def __post_init__(self):
        self.name = self.name or Path(shlex.split(self.cmd)[0]).name
        if not re.fullmatch(r"\d+x\d+", self.size):
            raise ValueError(f"size must be COLSxROWS, not {self.size!r}")


class Session:
    def __init__(self, case: Case):
        self.case = case
        self.cols, self.rows = map(int, case.size.split("x"))
        self.responder = Responder(self.rows, self.cols, case.answer)
        self.screen = Screen(self.rows, self.cols)
        self.home = tempfile.TemporaryDirectory(prefix="ptybench-", ignore_cleanup_errors=True)
        env = {k: v for k, v in os.environ.items() if k in ("PATH", "LD_LIBRARY_PATH", "PYENV_ROOT", "PYENV_VERSION")}
        env |= {
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "HOME": self.home.name,
            "USER": "bench",
            "LINES": str(self.rows),
            "COLUMNS": str(self.cols),
        }
        env |= {k: str(v) for k, v in case.env.items()}
        self.master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", self.rows, self.cols, 0, 0))

        def child():
            os.setsid()
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)

        argv = shlex.split(case.cmd)
        self.t0 = NOW()
        self.proc = subprocess.Popen(
            argv, stdin=slave, stdout=slave, stderr=slave, env=env, cwd=case.cwd, preexec_fn=child, close_fds=True
        )
        os.close(slave)
        os.set_blocking(self.master, False)
        self.eof = False
        self.raw: list[bytes] = []

    def send(self, data: bytes) -> None:
        while data:
            try:
                data = data[os.write(self.master, data) :]
            except BlockingIOError:
                select.select([], [self.master], [], 0.1)
            except OSError:
                self.eof = True
                return

    def read(self, timeout: float):
        """One time-stamped chunk, or None. Answers queries at once."""
        ready, _, _ = select.select([self.master], [], [], max(0.0, timeout))
        if not ready:
            return None
        try:
            chunk = os.read(self.master, 65536)
        except BlockingIOError:
            return None
        except OSError:
            chunk = b""
        stamp = NOW()
        if not chunk:
            self.eof = True
            return None
        reply = self.responder.replies(chunk)
        if reply:
            self.send(reply)
        self.raw.append(chunk)
        return stamp, chunk

    def until_quiet(self, quiet: float, first: float, limit: float):
        """Chunks from now on: wait `first` s for one, then until `quiet` s without one."""
        chunks, start = [], NOW()
        while not self.eof and NOW() - start < limit:
            got = self.read(quiet if chunks else first)
            if got is None:
                if not self.eof:
                    break
            else:
                chunks.append(got)
        return chunks

    def replay(self, chunks) -> None:
        for _, chunk in chunks:
            self.screen.feed(chunk)

    def close(self) -> float | None:
        """Quit keys, then TERM, then KILL. Milliseconds from the last key sent, or None."""
        took, eof_pause = None, 0.002
        keys = parse_keys(self.case.quit)
        for index, (_, key) in enumerate(keys):
            start = NOW()
            self.send(key)
            patience = 3.0 if index == len(keys) - 1 else 0.02
            # drain while waiting: a program blocked on writing to the pty cannot exit
            while NOW() - start < patience and took is None:
                if self.proc.poll() is not None:
                    took = (NOW() - start) * 1e3
                elif self.eof:
                    time.sleep(eof_pause)
                else:
                    self.read(0.002)
            if took is not None:
                break
        if took is None:
            for sig in (signal.SIGTERM, signal.SIGKILL):
                try:
                    os.killpg(self.proc.pid, sig)  # our own session: setsid in the child
                except ProcessLookupError:
                    break
                stop = NOW() + 1.5
                while NOW() < stop and self.proc.poll() is None:
                    self.read(0.01) if not self.eof else time.sleep(0.01)
                if self.proc.poll() is not None:
                    break
        os.close(self.master)
        self.proc.wait()
        self.home.cleanup()
        return took


def ms(seconds: float) -> float:
    return round(seconds * 1e3, 2)


def run_once(case: Case, seed: int = 0, want_screen: bool = False) -> dict:
    """Measure one run. Returns a flat dict; 'error' is set when the text never came."""
    rng = random.Random(seed)
    quiet = case.quiet_ms / 1e3
    gc.collect()
    gc.disable()
    s = Session(case)
    r: dict = {"name": case.name}
    try:
        # ---- start-up
        pending, cpu_at, first_byte, done = [], {}, None, None
        total, last_feed = 0, NOW()
        while NOW() - s.t0 < case.timeout:
            got = s.read(0.02)
            if got:
                first_byte = first_byte or got[0]
                total += len(got[1])
                pending.append(got)
                cpu_at[got[0]] = cpu_seconds([s.proc.pid])
            elif s.eof:
                pass
            # replay only at a pause, or every 250 ms for programs that never pause
            if pending and (got is None or NOW() - last_feed > 0.25):
                for stamp, chunk in pending:
                    s.screen.feed(chunk)
                    if done is None and not s.screen.in_sync and (not case.until or case.until in s.screen.text()):
                        done = stamp
                pending, last_feed = [], NOW()
            if done or s.eof:
                break
        if done is None:
            if s.eof:
                s.replay(pending)
            r["error"] = "exited early" if s.eof else f"text {case.until!r} never came"
            r["screen"] = s.screen.text()
            return r
        rest = s.until_quiet(max(quiet, 0.1), max(quiet, 0.1), 5.0)
        s.replay(rest)
        settled = rest[-1][0] if rest else max(done, max(cpu_at))
        pids = tree(s.proc.pid)
        r |= {
            "first_byte_ms": ms(first_byte - s.t0),
            "paint_ms": ms(done - s.t0),
            "settled_ms": ms(settled - s.t0),
            "cpu_paint_s": round(cpu_at[done], 4),
            "cpu_settled_s": round(cpu_seconds(pids), 4),
            "start_bytes": total + sum(len(c) for _, c in rest),
            "rss_start_mib": round(peak_rss_mib(pids), 1),
            "procs": len(pids),
            "queries": dict(s.responder.seen),
        }
        if want_screen:
            r["screen"] = s.screen.text()

        # ---- keys that only prepare the scene
        for _, key in parse_keys(case.pre):
            s.send(key)
            s.replay(s.until_quiet(max(quiet, 0.15), case.key_timeout, 10.0))
        if case.pre and want_screen:
            r["screen_pre"] = s.screen.text()

        # ---- measured keys
        samples = []
        for name, key in parse_keys(case.keys):
            s.replay(s.until_quiet(quiet, case.gap_ms / 1e3 * rng.uniform(0.5, 1.5), 1.0))
            before = s.screen.state()
            cpu0, start = cpu_seconds(pids), NOW()
            s.send(key)
            chunks = s.until_quiet(quiet, case.key_timeout, case.key_timeout + 3.0)
            cpu1 = cpu_seconds(pids)
            seen = changed = None
            last_state = before
            for stamp, chunk in chunks:
                s.screen.feed(chunk)
                if s.screen.in_sync:
                    continue
                state = s.screen.state()
                if state != last_state:
                    seen = seen or stamp
                    changed, last_state = stamp, state
            samples.append(
                {
                    "key": name,
                    "bytes": sum(len(c) for _, c in chunks),
                    "first_byte_ms": ms(chunks[0][0] - start) if chunks else None,
                    "change_ms": ms(seen - start) if seen else None,
                    "done_ms": ms(changed - start) if changed else None,
                    "last_byte_ms": ms(chunks[-1][0] - start) if chunks else None,
                    "cpu_ms": ms(cpu1 - cpu0),
                }
            )
            if s.eof:
                r["error"] = f"exited after key {name!r}"
                break
        r["keys"] = samples
        if want_screen and samples:
            r["screen_keys"] = s.screen.text()

        # ---- idle
        if case.idle_s and not s.eof:
            s.replay(s.until_quiet(max(quiet, 0.2), 0.2, 2.0))
            pids = tree(s.proc.pid)
            cpu0, start, idle_bytes = cpu_seconds(pids), NOW(), 0
            while (left := case.idle_s - (NOW() - start)) > 0 and not s.eof:
                got = s.read(left)
                idle_bytes += len(got[1]) if got else 0
            r["idle_cpu_pct"] = round(100 * (cpu_seconds(pids) - cpu0) / case.idle_s, 3)
            r["idle_bytes"] = idle_bytes
        r["rss_peak_mib"] = round(peak_rss_mib(tree(s.proc.pid)), 1)
    finally:
        r["exit_ms"] = (lambda t: round(t, 1) if t is not None else None)(s.close())
        gc.enable()
    return r


# ------------------------------------------------------------------ summaries


def quantile(values, q: float):
    values = sorted(values)
    if not values:
        return None
    pos = (len(values) - 1) * q
    low = int(pos)
    high = min(low + 1, len(values) - 1)
    return round(values[low] + (values[high] - values[low]) * (pos - low), 2)


def summarise(runs: list[dict]) -> dict:
    """Median over runs for scalars; keys pooled over runs, then p50/p95."""
    good = [r for r in runs if "error" not in r]
    out: dict = {"runs": len(runs), "failed": len(runs) - len(good)}
    errors = sorted({r["error"] for r in runs if "error" in r})
    if errors:
        out["errors"] = errors
    if not good:
        return out
    for k in (
        "first_byte_ms",
        "paint_ms",
        "settled_ms",
        "cpu_paint_s",
        "cpu_settled_s",
        "start_bytes",
        "rss_start_mib",
        "rss_peak_mib",
        "idle_cpu_pct",
        "idle_bytes",
        "exit_ms",
    ):
        values = [r[k] for r in good if r.get(k) is not None]
        if values:
            out[k] = round(statistics.median(values), 3)
            if k in ("paint_ms", "settled_ms"):
                out[k[:-3] + "_min_max"] = [min(values), max(values)]
    samples = [x for r in good for x in r.get("keys", [])]
    if samples:
        out["keys"] = len(samples)
        out["keys_without_change"] = sum(x["change_ms"] is None for x in samples)
        for k in ("first_byte_ms", "change_ms", "done_ms", "last_byte_ms", "bytes", "cpu_ms"):
            values = [x[k] for x in samples if x[k] is not None]
            out["key_" + k] = {
                "p50": quantile(values, 0.5),
                "p95": quantile(values, 0.95),
                "max": max(values, default=None),
            }
    return out


COLUMNS = [
    ("paint", "paint_ms", None),
    ("ratio", None, None),
    ("settled", "settled_ms", None),
    ("cpu s", "cpu_settled_s", None),
    ("RSS MiB", "rss_peak_mib", None),
    ("change p50", "key_change_ms", "p50"),
    ("change p95", "key_change_ms", "p95"),
    ("done p50", "key_done_ms", "p50"),
    ("done p95", "key_done_ms", "p95"),
    ("B/key", "key_bytes", "p50"),
    ("cpu ms/key", "key_cpu_ms", "p50"),
    ("idle %", "idle_cpu_pct", None),
    ("exit", "exit_ms", None),
    ("fail", "failed", None),
]


def table(summary: dict[str, dict], baseline: str) -> str:
    base = summary.get(baseline, {}).get("paint_ms")
    lines = ["| case | " + " | ".join(c[0] for c in COLUMNS) + " |", "|---" * (len(COLUMNS) + 1) + "|"]
    for name, s in summary.items():
        cells = []
        for title, key, sub in COLUMNS:
            if title == "ratio":
                v = round(s["paint_ms"] / base, 2) if base and "paint_ms" in s else None
            else:
                v = s.get(key)
                v = v.get(sub) if sub and isinstance(v, dict) else v
            if isinstance(v, float):
                v = f"{v:.0f}" if abs(v) >= 100 else f"{v:.3g}"
            cells.append("-" if v is None else str(v))
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> int:
    p = argparse.ArgumentParser(
        description=__doc__.split("\n")[0],
        epilog="See the module's docstring for the key language.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    p.add_argument("--cmd", help="command to run (split like a shell does, no shell)")
    p.add_argument("--spec", type=Path, help="JSON list of cases, run interleaved")
    p.add_argument("--only", default="", help="comma-separated case names of --spec to run")
    p.add_argument("--name", default="")
    p.add_argument("--until", default="", help="text whose appearance is the first useful paint")
    p.add_argument("--pre", default="", help="keys sent before the measured ones, not measured")
    p.add_argument("--keys", default="", help="measured keys, e.g. 'j*50' or '(pgdn pgup)*25'")
    p.add_argument("--quit", default="ctrl+c", help="keys that end the application")
    p.add_argument("--size", default="120x40", help="COLSxROWS")
    p.add_argument("--env", action="append", default=[], metavar="K=V")
    p.add_argument("--cwd")
    p.add_argument("--timeout", type=float, default=30.0, help="s, for the first paint")
    p.add_argument("--key-timeout", type=float, default=2.0, help="s, for an answer to a key")
    p.add_argument("--quiet-ms", type=float, default=30.0)
    p.add_argument("--gap-ms", type=float, default=40.0, help="mean jittered pause between keys")
    p.add_argument("--idle-s", type=float, default=3.0)
    p.add_argument("--no-answer", action="store_true", help="stay silent to terminal queries")
    p.add_argument("--runs", type=int, default=1)
    p.add_argument("--warmup", type=int, default=0, help="unrecorded runs of each case first")
    p.add_argument("--baseline", default="", help="case name the ratio column divides by")
    p.add_argument("--json", type=Path, help="write summary and every run here")
    p.add_argument("--screen", action="store_true", help="print the screen of the first run")
    p.add_argument("--quiet", action="store_true", help="no progress on stderr")
    a = p.parse_args()
    if bool(a.cmd) == bool(a.spec):
        p.error("give exactly one of --cmd and --spec")
    shared = dict(
        size=a.size,
        timeout=a.timeout,
        key_timeout=a.key_timeout,
        idle_s=a.idle_s,
        quiet_ms=a.quiet_ms,
        gap_ms=a.gap_ms,
        answer=not a.no_answer,
    )
    try:
        if a.cmd:
            env = dict(x.split("=", 1) for x in a.env)
            cases = [
                Case(
                    cmd=a.cmd,
                    name=a.name,
                    until=a.until,
                    keys=a.keys,
                    pre=a.pre,
                    quit=a.quit,
                    env=env,
                    cwd=a.cwd,
                    **shared,
                )
            ]
        else:
            cases = [Case(**{**shared, **c}) for c in json.loads(a.spec.read_text())]
        if a.only:
            cases = [c for c in cases if c.name in a.only.split(",")]
        if len({c.name for c in cases}) != len(cases) or not cases:
            raise ValueError("cases need distinct names, and there must be one")
        for c in cases:
            parse_keys(c.keys), parse_keys(c.pre), parse_keys(c.quit)
    except (ValueError, TypeError) as e:
        p.error(str(e))
    results: dict[str, list[dict]] = {c.name: [] for c in cases}
    for turn in range(-a.warmup, a.runs):
        for case in cases:  # A B C, A B C: shared noise
            warm = turn < 0
            c = Case(**{**case.__dict__, **({"keys": "", "idle_s": 0} if warm else {})})
            r = run_once(c, seed=turn, want_screen=a.screen and turn == 0)
            if not warm:
                results[case.name].append(r)
            if not a.quiet:
                print(
                    f"{'warm' if warm else turn} {case.name}: " + (r.get("error") or f"{r['paint_ms']} ms"),
                    file=sys.stderr,
                    flush=True,
                )
    summary = {n: summarise(rs) for n, rs in results.items()}
    if a.screen:
        for n, rs in results.items():
            for k in ("screen", "screen_pre", "screen_keys"):
                if rs and k in rs[0]:
                    print(f"--- {n} {k}\n{rs[0][k]}")
    print(table(summary, a.baseline or cases[0].name))
    doc = {
        "machine": {
            "nproc": os.cpu_count(),
            "loadavg": os.getloadavg(),
            "python": sys.version.split()[0],
            "pyte": version("pyte"),
        },
        "argv": sys.argv,
        "cases": [c.__dict__ for c in cases],
        "summary": summary,
        "runs": results,
    }
    if a.json:
        a.json.write_text(json.dumps(doc, indent=1, ensure_ascii=False))
    elif a.cmd:
        print(json.dumps(summary, indent=1))
    return 1 if any(s["failed"] for s in summary.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
