using System.Security.Cryptography;
using System.Text;
using ServerSessions.Alerts.Deliveries;
using ServerSessions.Model.Alerts;
using ServerSessions.Storage;

namespace ServerSessions.Alerts;

/// <summary>Raises alerts for operators, to targets and to the list of alerts: a webhook was disabled, or decisions exceed their limit.</summary>
internal sealed class OperationalAlerts(IDocumentStore documents, AlertDispatcher dispatcher)
{
    public const string Rule = "operations";

    public async ValueTask DisabledAsync(string target, EndpointState state, CancellationToken cancellationToken)
    {
        var since = state.DisabledSince!.Value;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{target}|{since:O}")).AsSpan(0, 16));
        var alert = new Alert
        {
            Id = "alert_" + hash,
            Finding = new Finding
            {
                Rule = Rule,
                Name = "webhook disabled",
                Severity = Severity.High,
                Subject = new Subject(ActorKind.Site, hash),
                First = state.FailingSince ?? since,
                Raised = since,
                Last = since,
                Count = 1,
                Reason = $"{target} is disabled and receives nothing more: {state.Reason} Repair the receiver, enable it, and recover what it missed.",
            },
        };
        await SendAsync(alert, cancellationToken);
    }

    /// <summary>Raises an alert for operators; at most one for each name and hour.</summary>
    public ValueTask RaiseAsync(string name, string reason, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var hour = now.ToUnixTimeSeconds() / 3600;
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{name}|{hour}")).AsSpan(0, 16));
        return SendAsync(
            new Alert
            {
                Id = "alert_" + hash,
                Finding = new Finding
                {
                    Rule = Rule,
                    Name = name,
                    Severity = Severity.High,
                    Subject = new Subject(ActorKind.Site, hash),
                    First = now,
                    Raised = now,
                    Last = now,
                    Count = 1,
                    Reason = reason,
                },
            },
            cancellationToken);
    }

    private async ValueTask SendAsync(Alert alert, CancellationToken cancellationToken)
    {
        // An alert with this id that exists already was sent, or is sent by the next line.
        await documents.PutAsync(0, AlertJson.Table, alert.Id, alert.Finding.Raised.ToUnixTimeMilliseconds(), AlertJson.Encode(alert), expectedVersion: 0, cancellationToken);
        await dispatcher.AcceptAsync(0, alert, cancellationToken);
    }
}
