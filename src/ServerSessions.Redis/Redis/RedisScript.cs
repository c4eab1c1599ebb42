using System.Security.Cryptography;
using System.Text;

namespace ServerSessions.Storage.Redis;

/// <summary>A script of the folder <c>Scripts</c>, with its prefix, and the hash by which a server caches it.</summary>
internal sealed class RedisScript
{
    public static readonly RedisScript Configure = new("configure");
    public static readonly RedisScript Commands = new("commands");
    public static readonly RedisScript Info = new("info");
    public static readonly RedisScript Append = new("append");
    public static readonly RedisScript Acquire = new("lease", "acquire");
    public static readonly RedisScript Renew = new("lease", "renew");
    public static readonly RedisScript Release = new("lease", "release");
    public static readonly RedisScript Acknowledge = new("lease", "acknowledge");
    public static readonly RedisScript Commit = new("lease", "documents", "commit");
    public static readonly RedisScript Pack = new("lease", "pack");
    public static readonly RedisScript Rollup = new("rollup");
    public static readonly RedisScript Status = new("lease", "status");
    public static readonly RedisScript Put = new("documents", "put");
    public static readonly RedisScript Delete = new("delete");
    public static readonly RedisScript Index = new("index");
    public static readonly RedisScript Unindex = new("unindex");
    public static readonly RedisScript Unbury = new("unbury");
    public static readonly RedisScript Live = new("live");
    public static readonly RedisScript Journeys = new("journeys");
    public static readonly RedisScript Find = new("find");
    public static readonly RedisScript Compact = new("lease", "compact");

    /// <summary>All scripts that the storage requires.</summary>
    public static IReadOnlyList<RedisScript> Needed { get; } =
    [
        Configure, Append, Acquire, Renew, Release, Acknowledge, Commit, Pack, Rollup, Status, Put, Delete, Index, Unindex, Unbury, Live, Journeys, Find, Compact,
    ];

    private RedisScript(params string[] files)
    {
        Name = files[^1];
        Text = string.Concat(files.Select(Read));
        Hash = Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(Text)));
    }

    public string Name { get; }

    public string Text { get; }

    /// <summary>SHA-1, because the server's EVALSHA requires it; its strength does not matter here.</summary>
    public string Hash { get; }

    private static string Read(string file)
    {
        var name = $"{typeof(RedisScript).Namespace}.Scripts.{file}.lua";
        using var stream = typeof(RedisScript).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The script {name} is not in the assembly.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
