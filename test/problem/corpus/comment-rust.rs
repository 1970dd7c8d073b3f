//! # Night watch
//!
//! ## Input
//! n (1 <= n <= 500)
//!
//! ## Output
//! n hours in minutes.
//!
//! ## Sample Input
//! 2
//!
//! ## Sample Output
//! 120
use std::io;

fn main() {}
