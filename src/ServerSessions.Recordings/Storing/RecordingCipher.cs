using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using ServerSessions.Privacy;

namespace ServerSessions.Recordings.Storing;

/// <summary>
/// Compresses chunks (Brotli) and encrypts them (AES-256-GCM: nonce, cipher text, tag). Each recording has a random key of its own, which is stored encrypted under the
/// application's key; without either, nothing of the recording can be read.
/// </summary>
internal sealed class RecordingCipher(KeyRing keys)
{
    /// <summary>Maximum size of a chunk that is read, decompressed.</summary>
    public const int MaxChunk = 8 << 20;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    /// <summary>Makes the key of a recording.</summary>
    /// <returns>Id of the application's key, and the recording's key encrypted under it.</returns>
    public (string Under, byte[] Key) NewKey(string recording)
    {
        var current = keys.Current;
        return (current.Id, Encrypt(current.Recordings, RandomNumberGenerator.GetBytes(KeySet.SecretBytes), Encoding.ASCII.GetBytes(recording)));
    }

    /// <summary>Compresses and encrypts a chunk; null when the recording's key cannot be decrypted.</summary>
    public byte[]? Seal(RecordingEntry recording, int number, ReadOnlySpan<byte> chunk)
    {
        if (KeyOf(recording) is not { } key)
            return null;
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.Fastest, leaveOpen: true))
            brotli.Write(chunk);
        return Encrypt(key, compressed.GetBuffer().AsSpan(0, (int)compressed.Length), Name(recording.Id, number));
    }

    /// <summary>Decrypts and decompresses a chunk; null when it was not encrypted for this place under the recording's key.</summary>
    public byte[]? Open(RecordingEntry recording, int number, ReadOnlySpan<byte> data)
    {
        if (KeyOf(recording) is not { } key || Decrypt(key, data, Name(recording.Id, number)) is not { } compressed)
            return null;
        using var brotli = new BrotliStream(new MemoryStream(compressed), CompressionMode.Decompress);
        using var chunk = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = brotli.Read(buffer)) > 0;)
            if (chunk.Length + read <= MaxChunk)
                chunk.Write(buffer, 0, read);
            else
                return null;
        return chunk.ToArray();
    }

    private byte[]? KeyOf(RecordingEntry recording) =>
        keys.Find(recording.Under) is { } under ? Decrypt(under.Recordings, recording.Key, Encoding.ASCII.GetBytes(recording.Id)) : null;

    // A chunk that is moved to another place or recording cannot be decrypted there.
    private static byte[] Name(string recording, int number)
    {
        var name = new byte[recording.Length + sizeof(int)];
        Encoding.ASCII.GetBytes(recording, name);
        BinaryPrimitives.WriteInt32BigEndian(name.AsSpan(recording.Length), number);
        return name;
    }

    private static byte[] Encrypt(byte[] key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> name)
    {
        var data = new byte[NonceBytes + plain.Length + TagBytes];
        RandomNumberGenerator.Fill(data.AsSpan(0, NonceBytes));
        using var cipher = new AesGcm(key, TagBytes);
        cipher.Encrypt(data.AsSpan(0, NonceBytes), plain, data.AsSpan(NonceBytes, plain.Length), data.AsSpan(NonceBytes + plain.Length), name);
        return data;
    }

    private static byte[]? Decrypt(byte[] key, ReadOnlySpan<byte> data, ReadOnlySpan<byte> name)
    {
        if (data.Length < NonceBytes + TagBytes)
            return null;
        var plain = new byte[data.Length - NonceBytes - TagBytes];
        using var cipher = new AesGcm(key, TagBytes);
        try
        {
            cipher.Decrypt(data[..NonceBytes], data[NonceBytes..^TagBytes], data[^TagBytes..], plain, name);
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
