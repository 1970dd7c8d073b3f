using System;

/// Coins in a jar
///
/// Input
/// A single integer c, 1 ≤ c ≤ 1000.
///
/// Output
/// The number of coins.
///
/// Example
/// Input
/// 30
/// Output
/// 3
class P { static void Main() { } }
