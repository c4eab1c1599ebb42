using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using ServerSessions.Storage;

namespace ServerSessions.Journeys.Erasing;

/// <summary>
/// How far one partition is with an erasure, a document of the partition that only its owner writes. Once it is done with the last round, it holds no id but marks, by which
/// what is still on its way is recognized until nothing that old can arrive.
/// </summary>
internal sealed record ErasurePart
{
    public const string Table = "erasure-parts";

    /// <summary>Topic that announces erasures, and what partitions have done, to workers.</summary>
    public const string Topic = "erasures";

    /// <summary>
    /// Time for which an erasure is remembered. A producer sends nothing again after ten minutes; signals between partitions wait longer only while a partition
    /// has no worker or no server.
    /// </summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    /// <summary>Id of the erasure.</summary>
    public required string Id { get; init; }

    /// <summary>What happened until then is erased, Unix microseconds.</summary>
    public required long At { get; init; }

    /// <summary>The newest round that has come.</summary>
    public int Round { get; init; }

    /// <summary>Notices of the round that have come.</summary>
    public int Received { get; init; }

    /// <summary>Whether it is the last round.</summary>
    public bool IsLast { get; init; }

    /// <summary>Whether everything that the partition keeps was searched in this round.</summary>
    public bool IsDone { get; init; }

    /// <summary>Whether only journeys are erased, because these people have withdrawn analytics.</summary>
    public bool OnlyJourneys { get; init; }

    /// <summary>The ids to erase; none once the last round is done.</summary>
    public byte[] Ids { get; init; } = [];

    /// <summary>Ids that the partition found itself, for all the others.</summary>
    public byte[] Found { get; init; } = [];

    /// <summary>Marks of all ids, 16 bytes each.</summary>
    public byte[] Marks { get; init; } = [];

    /// <summary>Number of records that were erased, by their name.</summary>
    public IReadOnlyDictionary<string, long> Erased { get; init; } = new Dictionary<string, long>();

    public Document ToDocument() =>
        new(Table, Id, (At / 1000) + (long)Kept.TotalMilliseconds, 0, JsonSerializer.SerializeToUtf8Bytes(this, ErasingJsonContext.Default.ErasurePart));

    /// <exception cref="FormatException">The document is no such part.</exception>
    public static ErasurePart Read(Document document)
    {
        try
        {
            return JsonSerializer.Deserialize(document.Data.Span, ErasingJsonContext.Default.ErasurePart)
                ?? throw new FormatException($"The stored part of erasure {document.Id} is the JSON null; an object is expected.");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"The stored part of erasure {document.Id} is not the expected JSON: {exception.Message}", exception);
        }
    }

    public IEnumerable<Pseudonym> ReadMarks()
    {
        for (var at = 0; at + Pseudonym.Size <= Marks.Length; at += Pseudonym.Size)
            yield return Pseudonym.Read(Marks.AsSpan(at));
    }

    public static byte[] Write(IReadOnlyCollection<Pseudonym> marks)
    {
        var bytes = new byte[marks.Count * Pseudonym.Size];
        var at = 0;
        foreach (var mark in marks)
        {
            mark.Write(bytes.AsSpan(at));
            at += Pseudonym.Size;
        }

        return bytes;
    }

    public ErasurePart Count(string name, long more)
    {
        if (more == 0)
            return this;
        var erased = new Dictionary<string, long>(Erased, StringComparer.Ordinal);
        CollectionsMarshal.GetValueRefOrAddDefault(erased, name, out _) += more;
        return this with { Erased = erased };
    }
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ErasurePart))]
internal sealed partial class ErasingJsonContext : JsonSerializerContext;
