using ServerSessions.Cli.Logs;

namespace ServerSessions.Cli.Replay;

/// <summary>
/// The result of a line as an attempt to sign in. It failed when its status is among the failures. A log does not contain the target of a redirect, so where a
/// failure redirects, the attempt failed when the key's next request, within 5 s, is a GET of that path.
/// </summary>
internal sealed class LoginLines
{
    private const long LandingMicroseconds = 5_000_000;

    private readonly bool[] _statuses = new bool[1000];
    private readonly HashSet<int> _logins;
    private readonly HashSet<long> _failedByRedirect = [];
    private readonly int _post;
    private readonly bool _isDeclared;

    public LoginLines(AccessLog log, ReplayOptions options)
    {
        foreach (var status in options.LoginFailureStatuses)
            _statuses[status] = true;
        _post = log.Texts.Methods.Find("POST"u8) ?? LogRecord.None;
        _isDeclared = options.LoginPaths.Count > 0;
        _logins = Ids(log.Texts, options.LoginPaths);
        if (options.LoginFailureRedirect is { } target)
            FindRedirects(log, Ids(log.Texts, [target]));
    }

    public LoginOutcome Of(in LogRecord record) =>
        !IsAttempt(record) ? LoginOutcome.None
        : _statuses[record.Status] || _failedByRedirect.Contains(record.Line) ? LoginOutcome.Failed
        : record.Status is >= 200 and < 400 ? LoginOutcome.Succeeded
        : LoginOutcome.None; // refused before the password was looked at, or broken

    // A log that names the attempted account says which lines are attempts, unless it was said by hand.
    private bool IsAttempt(in LogRecord record) =>
        record.Method == _post && (_isDeclared ? _logins.Contains(record.Path) : record.Account != LogRecord.None);

    private void FindRedirects(AccessLog log, HashSet<int> targets)
    {
        var open = new Dictionary<int, (long Time, long Line)>();
        foreach (var record in log.Records.InOrder())
        {
            if (open.Remove(record.Key, out var attempt) && record.Time - attempt.Time <= LandingMicroseconds
                && record.Method == LogTexts.Get && targets.Contains(record.Path))
                _failedByRedirect.Add(attempt.Line);
            if (record.Status is >= 300 and < 400 && IsAttempt(record))
                open[record.Key] = (record.Time, record.Line);
        }
    }

    // Compared as routing does: in any case, and with or without a slash at the end.
    private static HashSet<int> Ids(LogTexts texts, IReadOnlyList<string> paths)
    {
        var wanted = paths.Select(path => path.TrimEnd('/')).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return wanted.Count == 0
            ? []
            : [.. Enumerable.Range(0, texts.Paths.Count).Where(path => wanted.Contains(texts.Paths.Text(path).TrimEnd('/')))];
    }
}
