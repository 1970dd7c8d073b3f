-- Problem: Halves
-- Given n, print n / 2 rounded down.
--
-- Input: one integer n
-- Output: one integer
--
-- Example input:
-- 7
-- Example output:
-- 3
module Main where
main :: IO ()
main = interact id
