using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ServerSessions.Reports.Caching;

/// <summary>
/// What an answer is kept under: a hash, because questions may hold texts of people. Equal keys are equal questions over equal data, by the same code: what was written
/// by another build is not read.
/// </summary>
internal sealed record InsightKey(Guid Build, string Version, InsightDeclarations Declarations, InsightQuestion Question)
{
    public override string ToString() =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this, InsightKeyJsonContext.Default.InsightKey)));
}

[JsonSerializable(typeof(InsightKey))]
internal sealed partial class InsightKeyJsonContext : JsonSerializerContext;
