using System.Buffers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using ServerSessions.Recordings.Diagnostics;
using ServerSessions.Recordings.Masking;
using ServerSessions.Recordings.Storing;

namespace ServerSessions.Recordings.Receiving;

/// <summary>Takes chunks into recordings: checks and masks their events, encrypts them, notes them with the browser's recordings and stores them.</summary>
internal sealed class ChunkReceiver(
    RecordingTable table, IRecordingStore store, RecordingCipher cipher, IOptions<SessionRecordingOptions> options, RecordedRoutes routes, RecordingMetrics metrics, TimeProvider time,
    ILogger<ChunkReceiver> logger)
{
    private const int Attempts = 5;

    // Each part at work takes some megabytes.
    private const int MaxAtWork = 16;

    private readonly ChunkAdmission _admission = new(options.Value);
    private readonly SemaphoreSlim _free = new(MaxAtWork);

    /// <summary>Takes a chunk of a browser.</summary>
    /// <param name="browser">Pseudonym of the browser's cookie.</param>
    /// <param name="user">Pseudonym of the signed-in user; none for an anonymous visitor.</param>
    /// <param name="session">The session that is open; null where none is known.</param>
    /// <param name="chunk">The chunk.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<ChunkResult> ReceiveAsync(Pseudonym browser, Pseudonym user, string? session, Chunk chunk, CancellationToken cancellationToken)
    {
        var result = ChunkResult.Busy;
        if (_free.Wait(0, cancellationToken))
            try
            {
                for (var attempt = 0; attempt < Attempts && result == ChunkResult.Busy; attempt++)
                    result = await TryReceiveAsync(browser, user, session, chunk, cancellationToken) ?? ChunkResult.Busy;
            }
            finally
            {
                _free.Release();
            }

        metrics.Count(Name(result), result == ChunkResult.Stored ? chunk.Bytes : 0);
        return result;
    }

    // Null when another process has written meanwhile.
    private async ValueTask<ChunkResult?> TryReceiveAsync(Pseudonym browser, Pseudonym user, string? session, Chunk chunk, CancellationToken cancellationToken)
    {
        var (now, version) = await table.ReadAsync(browser, cancellationToken);
        var at = time.GetUtcNow().ToUnixTimeMilliseconds();
        var admission = _admission.Admit(now, chunk, session, at, Begin);
        if (admission.Entry is not { } entry)
            return admission.Result;
        var known = ChunkAdmission.With(now, user);
        if (admission.Page is not { } page)
        {
            RecordingLog.Cut(logger, entry.Id, entry.Cut ?? "");
            return await table.TryWriteAsync(browser, known.With(entry), version, cancellationToken) ? admission.Result : null;
        }

        var nodes = new PageNodes(page.Nodes);
        if (Mask(chunk, page, entry, at, nodes) is not { } events || cipher.Seal(entry, entry.Chunks, events.Span) is not { } data)
            return ChunkResult.Malformed;
        var next = ChunkAdmission.With(entry, page with { Nodes = nodes.Write() }, chunk, data.Length, at);
        if (!await table.TryWriteAsync(browser, known.With(next), version, cancellationToken))
            return null;
        // After the document, whose number is this chunk's alone. A chunk that is lost in between is a gap.
        return await StoreAsync(entry, data, cancellationToken);
    }

    private async ValueTask<ChunkResult> StoreAsync(RecordingEntry entry, byte[] data, CancellationToken cancellationToken)
    {
        try
        {
            await store.AddAsync(entry.Id, entry.Chunks, data, cancellationToken);
            return ChunkResult.Stored;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            RecordingLog.NotStored(logger, exception);
            return ChunkResult.Lost;
        }
    }

    // The events as they are kept; null when a page does not begin with a snapshot, without which nothing can be shown.
    private ReadOnlyMemory<byte>? Mask(Chunk chunk, RecordedPage page, RecordingEntry entry, long at, PageNodes nodes)
    {
        var to = new ArrayBufferWriter<byte>(chunk.Bytes);
        using var json = new Utf8JsonWriter(to, new JsonWriterOptions { MaxDepth = 2 * EventMasker.MaxDepth });
        var masker = new EventMasker(json, nodes, routes.PatternOf(chunk.Route));
        json.WriteStartObject();
        json.WriteString("page", page.Id);
        json.WriteStartArray("events");
        foreach (var e in chunk.Events)
            masker.Write(e, Math.Clamp(Member.TryNumber(e, "timestamp", out var own) ? (long)own + page.Offset : at, entry.At, at));
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        if (chunk.Sequence == 0 && !masker.HasSnapshot)
            return null;
        return to.WrittenMemory;
    }

    private static string Name(ChunkResult result) => result switch
    {
        ChunkResult.Stored => "stored",
        ChunkResult.Lost => "lost",
        ChunkResult.Busy => "busy",
        ChunkResult.Malformed => "malformed",
        ChunkResult.OutOfOrder => "out_of_order",
        _ => "ended",
    };

    private RecordingEntry Begin()
    {
        var id = Guid.NewGuid().ToString("N");
        var (under, key) = cipher.NewKey(id);
        return new RecordingEntry { Id = id, At = 0, Last = 0, Under = under, Key = key };
    }
}
