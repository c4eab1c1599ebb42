using System.Text;
using ServerSessions.Cli.Logs;

namespace ServerSessions.Tests.Cli.Logs;

/// <summary>A log that was read from lines, with its texts in full.</summary>
internal sealed class ReadLog
{
    private readonly AccessLog _log = new(keyByAgent: true);

    private ReadLog()
    {
    }

    public long Unparsed => _log.Unparsed.Count;

    public long Others => _log.Others;

    public IReadOnlyList<ReadRequest> Requests => [.. _log.Records.InOrder().Select(Read)];

    public ReadRequest Only => Assert.Single(Requests);

    public static ReadLog Of(params string[] lines) => Of(LogFormat.Auto, FieldMap.Empty, lines);

    public static ReadLog Of(LogFormat format, params string[] lines) => Of(format, FieldMap.Empty, lines);

    public static ReadLog Of(LogFormat format, FieldMap map, params string[] lines) => OfFiles(format, map, Encoding.UTF8.GetBytes(string.Join('\n', lines)));

    public static ReadLog OfFiles(params byte[][] files) => OfFiles(LogFormat.Auto, FieldMap.Empty, files);

    private static ReadLog OfFiles(LogFormat format, FieldMap map, params byte[][] files)
    {
        var read = new ReadLog();
        var reader = new AccessLogReader(read._log, format, map);
        foreach (var content in files)
        {
            using var stream = new MemoryStream(content);
            using var file = LogFile.Open(LogFile.StandardInput, stream);
            reader.Read(file);
        }

        return read;
    }

    private ReadRequest Read(LogRecord record) => new(
        DateTimeOffset.UnixEpoch.AddMicroseconds(record.Time), Text(_log.Texts.Addresses, record.Address), _log.Texts.Methods.Text(record.Method), _log.Texts.Paths.Text(record.Path),
        Text(_log.Texts.Queries, record.Query), record.Status, _log.Texts.Agents.Text(record.Agent), Text(_log.Texts.Referrers, record.Referrer), Text(_log.Texts.Users, record.User),
        record.Bytes, record.Duration, record.Key);

    private static string? Text(StringTable table, int id) => id == LogRecord.None ? null : table.Text(id);
}
