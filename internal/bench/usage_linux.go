package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// ticks is how many of /proc's units of processor time a second has; Linux has it fixed for programs.
const ticks = 100

// usageOf reads /proc; with children, those that live and those that have ended count too.
func usageOf(pid int, children bool) usage {
	u, ended, ok := statOf(pid)
	if !ok {
		return usage{}
	}
	if !children {
		return u
	}
	u.micros += ended
	folders, err := filepath.Glob("/proc/[0-9]*")
	if err != nil {
		return usage{}
	}
	for _, folder := range folders {
		child, err := strconv.Atoi(filepath.Base(folder))
		if err != nil || parentOf(child) != pid {
			continue
		}
		if of, _, ok := statOf(child); ok { // it may have ended just now
			u.micros += of.micros
			u.bytes += of.bytes
		}
	}
	return u
}

// statOf reads what a process and its ended children have used.
func statOf(pid int) (own usage, ended float64, ok bool) {
	fields := stat(pid)
	if len(fields) < 22 {
		return usage{}, 0, false
	}
	number := func(n int) float64 {
		value, _ := strconv.ParseFloat(fields[n], 64) // the kernel wrote a number
		return value
	}
	const utime, stime, cutime, cstime, rss = 11, 12, 13, 14, 21
	own = usage{micros: (number(utime) + number(stime)) * 1e6 / ticks, bytes: int64(number(rss)) * int64(os.Getpagesize()), known: true}
	return own, (number(cutime) + number(cstime)) * 1e6 / ticks, true
}

// stat returns the fields of /proc/PID/stat from the state on, none when the process is gone.
func stat(pid int) []string {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return nil
	}
	return strings.Fields(string(text[bytes.LastIndexByte(text, ')')+1:]))
}

// parentOf returns 0 for a process that is gone.
func parentOf(pid int) int {
	fields := stat(pid)
	if len(fields) < 2 {
		return 0
	}
	parent, _ := strconv.Atoi(fields[1]) // the kernel wrote a number
	return parent
}
