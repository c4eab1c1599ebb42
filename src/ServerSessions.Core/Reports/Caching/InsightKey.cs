using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServerSessions.Reports.Caching;

/// <summary>
/// The key of a cached answer: a hash, because queries may hold personal texts. Equal keys are equal queries over equal data, by the same code: an answer of another
/// build is not read.
/// </summary>
internal sealed record InsightKey(Guid Build, string Version, InsightDeclarations Declarations, InsightQuestion Question)
{
    public override string ToString() =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, InsightKeyJsonContext.Default.InsightKey)));
}

[JsonSerializable(typeof(InsightKey))]
internal sealed partial class InsightKeyJsonContext : JsonSerializerContext;
