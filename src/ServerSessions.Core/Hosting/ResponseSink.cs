using ServerSessions.Journeys;
using ServerSessions.Model.Alerts;
using ServerSessions.Response;

namespace ServerSessions.Hosting;

/// <summary>Hands sessions that rules have found from the roller's outbox to the response.</summary>
internal sealed class ResponseSink(Responder responder) : IResponseSink
{
    public ValueTask AcceptAsync(SuspectSession suspect, CancellationToken cancellationToken) => responder.ActAsync(suspect, cancellationToken);
}
