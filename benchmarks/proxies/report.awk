# Lines of: round case peer requests/s p50 p99 CPU RSS. Prints medians; ratios are taken within a round.
{
    for (i = 4; i <= NF; i++) got[$1, $2, $3, i] = $i
    if ($1 > rounds) rounds = $1
    if (!(($2, $3) in seen)) { seen[$2, $3]; cases[++count] = $2; peers[count] = $3 }
}
function median(list, n,  i, j, t) {
    for (i = 2; i <= n; i++)
        for (j = i; j > 1 && list[j - 1] > list[j]; j--) { t = list[j]; list[j] = list[j - 1]; list[j - 1] = t }
    return n % 2 ? list[(n + 1) / 2] : (list[n / 2] + list[n / 2 + 1]) / 2
}
function middle(what, of, peer, over,  r, n, list) {
    n = 0
    for (r = 1; r <= rounds; r++) {
        if (over == "") list[++n] = got[r, of, peer, what]
        else if (got[r, of, over, what] > 0) list[++n] = got[r, of, peer, what] / got[r, of, over, what]
    }
    return n ? median(list, n) : 0
}
function ratio(what, of, peer, over) { return over == "" ? "" : sprintf("%.2f", middle(what, of, peer, over)) }
END {
    print "| case | peer | requests/s | ÷ nginx | ÷ bare | p50 ms | p99 ms | CPU µs/request | ÷ nginx | ÷ bare | RSS MB |"
    print "| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    for (i = 1; i <= count; i++) {
        of = cases[i]; peer = bare = peers[i]
        if (!sub(/^upkeep/, "bare", bare)) bare = ""
        printf "| %s | %s | %.0f | %s | %s | %.2f | %.1f | %.1f | %s | %s | %.0f |\n", of, peer,
            middle(4, of, peer, ""), ratio(4, of, peer, "nginx"), ratio(4, of, peer, bare), middle(5, of, peer, ""),
            middle(6, of, peer, ""), middle(7, of, peer, ""), ratio(7, of, peer, "nginx"), ratio(7, of, peer, bare),
            middle(8, of, peer, "")
    }
}
