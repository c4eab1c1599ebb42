using ServerSessions.Model;
using ServerSessions.Model.Erasing;
using ServerSessions.Privacy;

namespace ServerSessions.PersonalData;

/// <summary>Replaces whom a subject names by the pseudonyms that it may be stored under, under every key.</summary>
internal sealed class SubjectFinder(Pseudonymizer pseudonyms)
{
    public PersonIds Find(DataSubject subject)
    {
        if (subject.UserId is not { } user)
            return subject.Session != default
                ? new PersonIds { Sessions = [subject.Session] }
                : throw new ArgumentException("The subject is empty; use DataSubject.OfUser or OfSession.", nameof(subject));
        // An id of 32 hexadecimal digits may be a hash, or a GUID in clear.
        Pseudonym[] users = [.. subject.MayBeHash && Pseudonym.TryParse(user, out var hash) ? [hash] : Enumerable.Empty<Pseudonym>(), .. pseudonyms.UserUnderEveryKey(user, subject.Issuer)];
        string[] accounts = subject.Issuer is null ? [user, .. subject.Accounts ?? []] : [.. subject.Accounts ?? []];
        return new PersonIds { Users = [.. users.Distinct()], Accounts = [.. accounts.Select(pseudonyms.AccountName).SelectMany(Every).Distinct()] };
    }

    private static IEnumerable<Pseudonym> Every(KeyedName name) => name.All;
}
