using ServerSessions.Diagnostics;

namespace ServerSessions.Privacy;

/// <summary>
/// Logs leave the application's hands, so a person's name stands in them as a pseudonym only; what was decided or changed keeps the name, for those who may read it
/// there.
/// </summary>
internal sealed class AuditNames(Pseudonymizer pseudonyms) : IAuditNames
{
    public string Of(string? name, string nobody) => name is null ? nobody : $"user {pseudonyms.User(name)}";
}
