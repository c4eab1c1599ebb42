using System.Globalization;
using System.Text;

namespace ServerSessions.TestServers;

/// <summary>Everything that a server holds, as a program outside the product reads it: keys with their values, the snapshot, the append-only file.</summary>
public static class RedisContent
{
    private const string FirstCursor = "0";

    /// <summary>Names and values of all keys, with scores, fields and entries of streams; numbers are written as digits.</summary>
    public static async Task<byte[]> KeysAsync(RedisServer server)
    {
        // A replica in a cluster gives its own copy only so; a server without a cluster refuses the command, and needs none.
        await TryAsync(server, "READONLY");
        var text = new StringBuilder();
        var cursor = FirstCursor;
        do
        {
            var page = (object?[])(await server.CommandAsync("SCAN", cursor, "COUNT", "1000"))!;
            foreach (var key in ((object?[])page[1]!).Cast<string>())
                Write(text.Append(key).Append('\n'), await ValueAsync(server, key));
            cursor = (string)page[0]!;
        }
        while (cursor != FirstCursor);
        return Encoding.Latin1.GetBytes(text.ToString());
    }

    /// <summary>The snapshot (RDB) of this moment, as the server writes it.</summary>
    public static async Task<byte[]> SnapshotAsync(RedisServer server)
    {
        await Waiting.UntilAsync(() => SavesAsync(server));
        return await File.ReadAllBytesAsync(Path.Combine(server.Folder, "dump.rdb"));
    }

    /// <summary>The append-only file as it stands, with what was deleted since its last rewrite.</summary>
    public static byte[] AppendOnlyFile(RedisServer server)
    {
        var all = new MemoryStream();
        foreach (var file in Directory.EnumerateFiles(server.Folder, "*", SearchOption.AllDirectories).Where(f => f.Contains("appendonly", StringComparison.Ordinal)))
        {
            using var open = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            open.CopyTo(all);
        }

        return all.ToArray();
    }

    /// <summary>The append-only file after a rewrite, and after the files before it were deleted.</summary>
    public static async Task<byte[]> RewrittenFileAsync(RedisServer server)
    {
        await Waiting.UntilAsync(() => BeginsRewriteAsync(server));
        await Waiting.UntilAsync(async () => await InfoAsync(server) is var info && info.Contains("aof_rewrite_in_progress:0", StringComparison.Ordinal)
            && info.Contains("aof_rewrite_scheduled:0", StringComparison.Ordinal) && CountBases(server) == 1);
        return AppendOnlyFile(server);
    }

    private static int CountBases(RedisServer server) =>
        Directory.EnumerateFiles(server.Folder, "*.base.*", SearchOption.AllDirectories).Count();

    private static async Task<string> InfoAsync(RedisServer server) => (string)(await server.CommandAsync("INFO", "persistence"))!;

    // A save or a rewrite that runs already refuses another one.
    private static Task<bool> SavesAsync(RedisServer server) => TryAsync(server, "SAVE");

    private static Task<bool> BeginsRewriteAsync(RedisServer server) => TryAsync(server, "BGREWRITEAOF");

    private static async Task<bool> TryAsync(RedisServer server, string command)
    {
        try
        {
            return await server.CommandAsync(command) is not null;
        }
        catch (RedisErrorException)
        {
            return false;
        }
    }

    private static async Task<object?> ValueAsync(RedisServer server, string key) => (string)(await server.CommandAsync("TYPE", key))! switch
    {
        "string" => await server.CommandAsync("GET", key),
        "hash" => await server.CommandAsync("HGETALL", key),
        "set" => await server.CommandAsync("SMEMBERS", key),
        "zset" => await server.CommandAsync("ZRANGE", key, "0", "-1", "WITHSCORES"),
        "list" => await server.CommandAsync("LRANGE", key, "0", "-1"),
        "stream" => new object?[] { await server.CommandAsync("XRANGE", key, "-", "+"), await server.CommandAsync("XINFO", "STREAM", key, "FULL") },
        // It expired after the scan.
        "none" => null,
        var other => throw new NotSupportedException($"Key {key} has the type {other}, which is not read here."),
    };

    private static void Write(StringBuilder text, object? value)
    {
        if (value is object?[] items)
        {
            foreach (var item in items)
                Write(text, item);
            return;
        }

        text.Append(CultureInfo.InvariantCulture, $"{value}").Append('\n');
    }
}
