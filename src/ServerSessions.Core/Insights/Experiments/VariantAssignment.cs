using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ServerSessions.Insights.Experiments;

/// <summary>
/// Which variant a unit gets: SHA-256 over <c>name LF unit</c> (the unit's pseudonym in 32 hexadecimal digits), its first 53 bits as a
/// number from 0 to 1, and the variant in whose part of the weights it falls. The same on every node and after every restart, and two
/// experiments split people independently of each other, because the name is in the hash.
/// </summary>
internal static class VariantAssignment
{
    private const double Steps = 1UL << 53;

    public static string Of(Experiment experiment, Pseudonym unit)
    {
        var point = Point(experiment.Name, unit) * experiment.Variants.Sum(v => v.Weight);
        foreach (var variant in experiment.Variants)
            if ((point -= variant.Weight) < 0)
                return variant.Name;
        return experiment.Variants[^1].Name;
    }

    /// <summary>From 0 (inclusive) to 1 (exclusive).</summary>
    public static double Point(string experiment, Pseudonym unit)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{experiment}\n{unit}"), hash);
        return (BinaryPrimitives.ReadUInt64BigEndian(hash) >> 11) / Steps;
    }
}
