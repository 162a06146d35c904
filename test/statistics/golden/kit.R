# What the scripts beside it share: JSON with every digit, and made-up deals. Run from the project's root.
folder <- "test/statistics/golden"

# --- JSON, with every digit ------------------------------------------------------------------------------------------
number <- function(x) ifelse(is.finite(x), sub("^ +", "", formatC(x, digits = 17, format = "g")), "null")
json <- function(x) {
  if (is.matrix(x)) return(sprintf("[%s]", paste(apply(x, 1, function(row) json(as.vector(row))), collapse = ",")))
  if (is.list(x) && is.null(names(x))) return(sprintf("[%s]", paste(vapply(x, json, ""), collapse = ",\n")))
  if (is.list(x)) {
    return(sprintf("{%s}", paste(sprintf("\"%s\":%s", names(x), vapply(x, json, "")), collapse = ",\n")))
  }
  if (is.character(x)) return(sprintf("\"%s\"", x))
  sprintf("[%s]", paste(number(as.numeric(x)), collapse = ","))
}
write <- function(name, value) writeLines(json(value), file.path(folder, paste0(name, ".json")))

# --- Cases: one row a subject; cause 0 = open -----------------------------------------------------------------------
case <- function(name, entry, time, cause) {
  list(name = name, data = data.frame(entry = rep_len(entry, length(time)), time = time, cause = cause))
}
# Seen from up to `days` after the start, more of them from the start the larger `window`; NA: all from the start.
random <- function(name, seed, n, days, window, wholeDays = TRUE) {
  set.seed(seed)
  rate <- rexp(n, 1 / days)
  time <- if (wholeDays) floor(rate) else rate
  late <- if (is.na(window)) numeric(n) else pmax(0, runif(n, -window, days))
  entry <- (if (wholeDays) floor(late) else late) - 0.5
  open <- runif(n, 0, 3 * days)
  if (wholeDays) open <- floor(open)
  cause <- ifelse(time <= open, sample(1:3, n, TRUE, c(5, 3, 2)), 0)
  time <- pmin(time, open)
  keep <- time > entry
  case(name, entry[keep], time[keep], cause[keep])
}
