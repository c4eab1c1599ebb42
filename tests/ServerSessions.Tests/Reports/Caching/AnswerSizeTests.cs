using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Options;
using ServerSessions.Reports.Caching;
using ServerSessions.Storage.Redis;
using ServerSessions.Tests.Support;

namespace ServerSessions.Tests.Reports.Caching;

/// <summary>The limit of cached answers counts what they take: keys and entries too, or many small answers would take a multiple of it.</summary>
public class AnswerSizeTests
{
    private const int Limit = 10_000;

    [Fact]
    public void Small_answers_in_Redis_count_with_their_keys_and_entries()
    {
        var budget = new AnswerBudget(Limit, new TestClock());
        var taken = Enumerable.Range(0, 100).Count(_ => budget.TryTake(key: 80, content: 10, TimeSpan.FromHours(1)));
        Assert.InRange(taken, 1, Limit / (80 + 10 + 370));
    }

    [Fact]
    public void Small_answers_in_memory_count_with_their_keys_and_entries()
    {
        using var cache = new CountedCache(Options.Create(new MemoryCacheOptions { SizeLimit = Limit }));
        var key = new string('k', 80);
        for (var i = 0; i < 100; i++)
            cache.Set($"{key}{i}", "answer", new MemoryCacheEntryOptions { Size = 10 });
        Assert.InRange(Enumerable.Range(0, 100).Count(i => cache.TryGetValue($"{key}{i}", out _)), 1, Limit / (CountedCache.EntryBytes + 160));
    }
}
