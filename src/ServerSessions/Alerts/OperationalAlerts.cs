using System.Security.Cryptography;
using System.Text;
using ServerSessions.Model;
using ServerSessions.Storage;

namespace ServerSessions.Alerts;

/// <summary>Tells the other targets, and the list of alerts, when a webhook was given up.</summary>
internal sealed class OperationalAlerts(IDocumentStore documents, AlertDispatcher dispatcher)
{
    public const string Rule = "operations";

    public async ValueTask DisabledAsync(string target, EndpointState state, CancellationToken cancellation)
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
                Reason = $"{target} is disabled and told of nothing more: {state.Reason} Mend the receiver, enable it, and recover what it missed.",
            },
        };
        await documents.PutAsync(0, AlertJson.Table, alert.Id, since.ToUnixTimeMilliseconds(), AlertJson.Encode(alert), expectedVersion: 0, cancellation);
        await dispatcher.AcceptAsync(0, alert, cancellation);
    }
}
