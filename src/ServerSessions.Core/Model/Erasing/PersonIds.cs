using System.Buffers.Binary;

namespace ServerSessions.Model.Erasing;

/// <summary>The pseudonyms and sessions by which a person is recognized in what is kept; for a single session, its id alone.</summary>
internal sealed record PersonIds
{
    private const int Lists = 5;
    private const int IdBytes = Pseudonym.Size;

    public static PersonIds None { get; } = new();

    /// <summary>The user, under each identity key.</summary>
    public IReadOnlyCollection<Pseudonym> Users { get; init; } = [];

    /// <summary>Keys of sessions that are the person's alone: browsers, authenticated sessions.</summary>
    public IReadOnlyCollection<Pseudonym> Keys { get; init; } = [];

    /// <summary>Authenticated sessions.</summary>
    public IReadOnlyCollection<Pseudonym> SignIns { get; init; } = [];

    /// <summary>Accounts that the person signs in to, under each identity key.</summary>
    public IReadOnlyCollection<Pseudonym> Accounts { get; init; } = [];

    public IReadOnlyCollection<SessionId> Sessions { get; init; } = [];

    /// <summary>Whether they are a person's, and not those of one session.</summary>
    public bool IsPerson => Users.Count > 0;

    public int Count => Users.Count + Keys.Count + SignIns.Count + Accounts.Count + Sessions.Count;

    public IEnumerable<Pseudonym> Pseudonyms => Users.Concat(Keys).Concat(SignIns).Concat(Accounts);

    public PersonIds With(PersonIds other) => other.Count == 0 ? this : new()
    {
        Users = [.. Users.Union(other.Users)],
        Keys = [.. Keys.Union(other.Keys)],
        SignIns = [.. SignIns.Union(other.SignIns)],
        Accounts = [.. Accounts.Union(other.Accounts)],
        Sessions = [.. Sessions.Union(other.Sessions)],
    };

    /// <summary>Those that the other does not have.</summary>
    public PersonIds Except(PersonIds other) => new()
    {
        Users = [.. Users.Except(other.Users)],
        Keys = [.. Keys.Except(other.Keys)],
        SignIns = [.. SignIns.Except(other.SignIns)],
        Accounts = [.. Accounts.Except(other.Accounts)],
        Sessions = [.. Sessions.Except(other.Sessions)],
    };

    /// <summary>Pieces of at most this many ids; one empty piece where there are none.</summary>
    public IEnumerable<PersonIds> Chunk(int most)
    {
        // Every piece names the users, so that it is known to be a person's.
        var rest = this with { Sessions = [] };
        yield return rest with { Sessions = [.. Sessions.Take(most)] };
        foreach (var chunk in Sessions.Skip(most).Chunk(most))
            yield return new PersonIds { Users = Users, Sessions = chunk };
    }

    public byte[] Write()
    {
        var bytes = new byte[(Lists * sizeof(int)) + (Count * IdBytes)];
        var at = 0;
        foreach (var list in (IReadOnlyCollection<Pseudonym>[])[Users, Keys, SignIns, Accounts, [.. Sessions.Select(Of)]])
        {
            BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(at), list.Count);
            at += sizeof(int);
            foreach (var id in list)
            {
                id.Write(bytes.AsSpan(at));
                at += IdBytes;
            }
        }

        return bytes;
    }

    /// <exception cref="FormatException">The bytes are not what <see cref="Write"/> wrote.</exception>
    public static PersonIds Read(ReadOnlySpan<byte> bytes)
    {
        var lists = new Pseudonym[Lists][];
        for (var i = 0; i < Lists; i++)
        {
            if (bytes.Length < sizeof(int) || BinaryPrimitives.ReadInt32BigEndian(bytes) is var count && (count < 0 || count > (bytes.Length - sizeof(int)) / IdBytes))
                throw new FormatException($"Expected {Lists} lists of ids, but list {i} of {bytes.Length} bytes is cut.");
            bytes = bytes[sizeof(int)..];
            lists[i] = new Pseudonym[count];
            for (var n = 0; n < count; n++)
                lists[i][n] = Pseudonym.Read(bytes[(n * IdBytes)..]);
            bytes = bytes[(count * IdBytes)..];
        }

        return new() { Users = lists[0], Keys = lists[1], SignIns = lists[2], Accounts = lists[3], Sessions = Array.ConvertAll(lists[4], ToSession) };
    }

    /// <summary>The 16 bytes of a session's id, as those of a pseudonym.</summary>
    public static Pseudonym Of(SessionId session)
    {
        Span<byte> bytes = stackalloc byte[IdBytes];
        session.Value.TryWriteBytes(bytes, bigEndian: true, out _);
        return Pseudonym.Read(bytes);
    }

    private static SessionId ToSession(Pseudonym id)
    {
        Span<byte> bytes = stackalloc byte[IdBytes];
        id.Write(bytes);
        return new SessionId(new Guid(bytes, bigEndian: true));
    }
}
