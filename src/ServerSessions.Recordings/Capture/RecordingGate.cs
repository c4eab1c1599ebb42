using System.Buffers.Binary;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ServerSessions.Capture;
using ServerSessions.Capture.Admission;
using ServerSessions.Capture.Cookies;
using ServerSessions.Model;
using ServerSessions.Privacy;

namespace ServerSessions.Recordings.Capture;

/// <summary>Decides who is recorded: a browser with our cookie, with consent to recording, and in the sample. Every node decides the same without asking the storage.</summary>
internal sealed class RecordingGate(IOptions<SessionRecordingOptions> options, Pseudonymizer pseudonyms, TimeProvider time)
{
    private const int MinutesInPeriod = 24 * 60;
    private const int MaxPagesPerMinute = 3_000;
    private const int MaxPagesOfNetworkPerMinute = 300;

    private readonly FloodGate _pages = new(MaxPagesPerMinute, MaxPagesOfNetworkPerMinute, TimeSpan.FromMinutes(1), time);

    /// <summary>Whether the page of this request is to be recorded.</summary>
    public bool RecordsPage(HttpContext context) =>
        Visit.Of(context) is { } visit && !IsExcluded(context.GetEndpoint()) && visit.Identity is BrowserCookie cookie && Records(visit, cookie);

    /// <summary>The visit of a request that brings a part of a recording; null when its browser is not recorded.</summary>
    public Visit? Recorded(HttpContext context) => Visit.Of(context) is { Cookie: { } cookie } visit && Records(visit, cookie) ? visit : null;

    /// <summary>Whether one more page may begin to be recorded now: a script with a fresh cookie for each would push out what others have recorded.</summary>
    public bool MayBegin(HttpContext context) =>
        !_pages.Refuses(pseudonyms.Network(context.Connection.RemoteIpAddress), pseudonyms.Agent(context.Request.Headers.UserAgent.ToString()));

    private bool Records(Visit visit, BrowserCookie cookie) => visit.Purposes.HasFlag(TrackingPurposes.Recording) && IsSampled(cookie);

    // Periods of a day that begin with the first visit: what is decided for a session holds to its end, but for one that is open when its browser's day ends.
    private bool IsSampled(BrowserCookie cookie)
    {
        Span<byte> subject = stackalloc byte[Pseudonym.Size + sizeof(int)];
        cookie.Key.Write(subject);
        BinaryPrimitives.WriteInt32BigEndian(subject[Pseudonym.Size..], (CookieMinute.Of(time.GetUtcNow().ToMicroseconds()) - cookie.Made) / MinutesInPeriod);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(subject, hash);
        return BinaryPrimitives.ReadUInt32BigEndian(hash) < options.Value.SampleRate * (uint.MaxValue + 1.0);
    }

    private static bool IsExcluded(Endpoint? endpoint) =>
        endpoint?.Metadata.GetMetadata<DisableSessionTrackingAttribute>() is not null || endpoint?.Metadata.GetMetadata<DisableSessionRecordingAttribute>() is not null;
}
