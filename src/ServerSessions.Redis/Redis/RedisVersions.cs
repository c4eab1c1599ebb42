using System.IO.Hashing;
using System.Text;

namespace ServerSessions.Storage.Redis;

/// <summary>
/// Which state the data of a day is in: a hash in each partition, from the day to a stamp that the script of each change writes. A stamp is made of the server's
/// time and the number of the commit or removal, so that none comes twice, also after a failover that lost some.
/// </summary>
internal sealed class RedisVersions(RedisCalls calls, RedisKeys[] keys)
{
    public async ValueTask<string> ReadAsync(long fromDay, long toDay, CancellationToken cancellationToken)
    {
        if (fromDay >= toDay)
            return "";
        var days = new object[toDay - fromDay];
        for (var i = 0; i < days.Length; i++)
            days[i] = fromDay + i;
        var stamps = await Task.WhenAll(keys.Select(async (of, partition) =>
            RedisValues.List(await calls.ExecuteAsync(partition, "HMGET", cancellationToken, [of.Versions, .. days]))));
        var hash = new XxHash128();
        foreach (var stamp in stamps.SelectMany(s => s))
        {
            hash.Append(stamp.IsNull ? "-"u8 : Encoding.UTF8.GetBytes((string)stamp!));
            hash.Append("\n"u8);
        }

        return Convert.ToHexStringLower(hash.GetCurrentHash());
    }
}
