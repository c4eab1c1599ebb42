using System.Globalization;

namespace ServerSessions.Chaos.Children;

/// <summary>Writes a child's log lines to its file and counts those that are a warning or worse.</summary>
internal sealed class FileLog(string path) : ILoggerProvider
{
    private readonly StreamWriter _file = new(path, append: true) { AutoFlush = true };
    private readonly Lock _gate = new();
    private long _warnings;
    private long _errors;

    public long Warnings => Volatile.Read(ref _warnings);

    public long Errors => Volatile.Read(ref _errors);

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose() => _file.Dispose();

    private void Write(LogLevel level, string category, EventId id, string text, Exception? exception)
    {
        if (level == LogLevel.Warning)
            Interlocked.Increment(ref _warnings);
        else if (level > LogLevel.Warning)
            Interlocked.Increment(ref _errors);
        lock (_gate)
            _file.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:HH:mm:ss.fff} {level} {category}[{id.Id}] {text} {exception}"));
    }

    private sealed class Logger(FileLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Debug;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel))
                log.Write(logLevel, category, eventId, formatter(state, exception), exception);
        }
    }
}
