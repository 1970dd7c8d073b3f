//! # Bridges of sand
//!
//! Time limit: 2 s
//!
//! ## Input
//! `n` and `m` with `1 <= n, m <= 2*10^5`.
//!
//! ## Output
//! Print the count modulo 998244353.
//!
//! ## Sample Input 1
//! ```text
//! 2 3
//! ```
//! ## Sample Output 1
//! ```text
//! 8
//! ```
use std::io;
fn main() {}
