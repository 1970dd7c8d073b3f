// Copyright 2031 Somebody. Licensed under the MIT licence.
// This module reads the input of the parser and writes the output
// to a file. See the example in the documentation.
use std::io;

fn main() {}
