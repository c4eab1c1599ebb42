using System.Globalization;
using ServerSessions.Cli.Logs;

namespace ServerSessions.Cli.Commands;

/// <summary>One line on a terminal's error stream that says how far a long log is read; silent everywhere else.</summary>
internal sealed class ReplayProgress : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(500);

    private readonly CliConsole _console;
    private readonly long _total;
    private long _passed;
    private long _shownAt;
    private bool _shown;

    public ReplayProgress(CliConsole console, IReadOnlyList<string> files)
    {
        _console = console;
        _shownAt = console.Time.GetTimestamp();
        // Of standard input, and so of the whole, the size is not known.
        _total = files.Contains(LogFile.StandardInput) || !console.ErrorIsTerminal ? 0 : files.Sum(file => new FileInfo(file).Length);
    }

    /// <param name="position">In the file being read, in bytes.</param>
    /// <param name="lines">Read so far.</param>
    public void Show(long position, long lines)
    {
        if (!_console.ErrorIsTerminal || _console.Time.GetElapsedTime(_shownAt) < Interval)
            return;
        _shownAt = _console.Time.GetTimestamp();
        _shown = true;
        var share = _total > 0 ? string.Create(CultureInfo.InvariantCulture, $", {100.0 * (_passed + position) / _total:0} %") : "";
        _console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{lines:#,0} lines{share}   "));
    }

    /// <summary>A file is done.</summary>
    public void Pass(long length) => _passed += length;

    public void Dispose()
    {
        if (_shown)
            _console.Error.Write("\r" + new string(' ', 40) + "\r");
    }
}
