package main

import _ "time/tzdata" // the demo and calendars know Swedish time on any machine
