using ServerSessions.Journeys;
using ServerSessions.Model.Alerts;
using ServerSessions.Response;

namespace ServerSessions.Hosting;

/// <summary>Passes candidates for a response from the outbox of a partition to the responder.</summary>
internal sealed class ResponseSink(Responder responder) : IResponseSink
{
    public ValueTask AcceptAsync(ResponseCandidate candidate, CancellationToken cancellationToken) => responder.ActAsync(candidate, cancellationToken);
}
