using ServerSessions.Model.Alerts;

namespace ServerSessions.Journeys;

/// <summary>Takes over a session that a rule in mode Shadow or Enforce has found. Called again with the same one after a crash.</summary>
internal interface IResponseSink
{
    ValueTask AcceptAsync(ResponseCandidate candidate, CancellationToken cancellationToken);
}
