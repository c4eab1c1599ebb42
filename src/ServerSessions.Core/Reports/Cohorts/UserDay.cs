using System.Buffers.Binary;

namespace ServerSessions.Reports.Cohorts;

/// <summary>A user of a cohort.</summary>
/// <param name="User">The user's pseudonym.</param>
/// <param name="Day">Day (UTC, since 1970) of the newest session that put the user into the cohort: with it, the user leaves.</param>
internal readonly record struct UserDay(Pseudonym User, ushort Day)
{
    private const int Size = Pseudonym.Size + sizeof(ushort);

    public static byte[] Encode(IReadOnlyCollection<UserDay> users)
    {
        var (bytes, at) = (new byte[users.Count * Size], 0);
        foreach (var (user, day) in users)
        {
            user.Write(bytes.AsSpan(at));
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(at + Pseudonym.Size), day);
            at += Size;
        }

        return bytes;
    }

    /// <exception cref="InvalidDataException">The bytes are cut.</exception>
    public static UserDay[] Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length % Size != 0)
            throw new InvalidDataException($"The users of a cohort have {bytes.Length} bytes; expected a multiple of {Size}.");
        var users = new UserDay[bytes.Length / Size];
        for (var i = 0; i < users.Length; i++)
            users[i] = new UserDay(Pseudonym.Read(bytes[(i * Size)..]), BinaryPrimitives.ReadUInt16BigEndian(bytes[((i * Size) + Pseudonym.Size)..]));
        return users;
    }
}
