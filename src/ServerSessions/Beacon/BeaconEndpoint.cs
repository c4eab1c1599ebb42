using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using ServerSessions.Capture;
using ServerSessions.Capture.Admission;
using ServerSessions.Capture.Cookies;
using ServerSessions.Diagnostics;
using ServerSessions.Model.Browser;

namespace ServerSessions.Beacon;

/// <summary>
/// Takes reports. Whatever a client sends is hostile until checked; what is refused is counted, recorded nowhere, and gets no cookie. An accepted report gets 204,
/// whether it is news or not.
/// </summary>
internal sealed class BeaconEndpoint(BeaconReader reader, SessionTracker tracker, IOptions<SessionTrackingOptions> options, BeaconCounters counters, TimeProvider time)
{
    private readonly BeaconOptions _options = options.Value.Beacon;
    private readonly RecordGate _rate = new(options.Value.Beacon.ReportsPerSecond, time);

    public async Task<IResult> TakeAsync(HttpContext context)
    {
        var result = await CheckAsync(context);
        counters.Count(result);
        return TypedResults.StatusCode(result switch
        {
            BeaconResult.Accepted => StatusCodes.Status204NoContent,
            BeaconResult.Rate => StatusCodes.Status429TooManyRequests,
            BeaconResult.Size => StatusCodes.Status413PayloadTooLarge,
            BeaconResult.Schema => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status403Forbidden,
        });
    }

    private async ValueTask<BeaconResult> CheckAsync(HttpContext context)
    {
        if (!PageOrigin.IsOwn(context.Request))
            return BeaconResult.Origin;
        if (Visit.Of(context) is not { } visit || visit.Cookie is null)
            return BeaconResult.NoSession;
        if (!_options.Allows(visit.Purposes) || visit.Identity is not BrowserCookie { IsNew: false, Key: var session })
            return BeaconResult.NoConsent;
        if (!_rate.TryTake(session))
            return BeaconResult.Rate;
        if (context.Request.ContentLength > BeaconReader.MaxBytes)
            return BeaconResult.Size;
        var (isWhole, report, result) = await ReadAsync(context, session);
        if (!isWhole)
            return BeaconResult.Size;
        visit.Browser = report;
        return result;
    }

    private async ValueTask<(bool IsWhole, BrowserReport? Report, BeaconResult Result)> ReadAsync(HttpContext context, Pseudonym session)
    {
        var body = await context.Request.BodyReader.ReadAtLeastAsync(BeaconReader.MaxBytes + 1, context.RequestAborted);
        try
        {
            if (body.Buffer.Length > BeaconReader.MaxBytes)
                return default;
            var (result, report) = reader.Read(System.Buffers.BuffersExtensions.ToArray(body.Buffer), session, tracker.Now(), context.Request.PathBase.ToUriComponent());
            return (true, report, result);
        }
        finally
        {
            context.Request.BodyReader.AdvanceTo(body.Buffer.End);
        }
    }
}
