using ServerSessions.Diagnostics;

namespace ServerSessions.Privacy;

/// <summary>
/// Names people in logs by pseudonym, because logs leave the application's control. The stored decision or change keeps the name, for readers with access
/// to it.
/// </summary>
internal sealed class AuditNames(Pseudonymizer pseudonyms) : IAuditNames
{
    public string Of(string? name, string missing) => name is null ? missing : $"user {pseudonyms.User(name)}";
}
