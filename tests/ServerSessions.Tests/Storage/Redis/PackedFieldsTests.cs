using ServerSessions.Model;
using ServerSessions.Storage;
using ServerSessions.Storage.Codec;
using ServerSessions.Storage.Redis;

namespace ServerSessions.Tests.Storage.Redis;

/// <summary>Figures of a day in one value.</summary>
public class PackedFieldsTests
{
    [Fact]
    public void What_is_packed_is_read_back_hour_by_hour()
    {
        var random = new Random(11);
        // Some names share a beginning, and some half of a character of two parts.
        string[] names = ["", "s", "sessions", "sessions15", "s\u001fGET /a\u001fGET /b", "s\u001fGET /a\u001fGET /c", "\U0001F600", "\U0001F601", "\U0001F601\U0001F600", "wörter"];
        var fields = new Dictionary<RollupField, long>();
        foreach (var name in names)
            for (var hour = 0; hour < 24; hour++)
                if (random.Next(2) == 0)
                    fields[new RollupField(hour, (random.Next(2) == 0 ? "+" : "^") + name)] = random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);

        Assert.Equal(Ordered(fields), Ordered(PackedFields.Read(PackedFields.Write(fields))));
        Assert.Empty(PackedFields.Read(PackedFields.Write(new Dictionary<RollupField, long>())));
    }

    [Fact]
    public void The_name_of_a_field_is_read_back_and_another_programs_is_refused()
    {
        Assert.Equal(new RollupField(23, "+wörter"), RollupField.Of(RollupField.NameOf(new RollupDelta("hours", (24 * 20_000) + 23, "wörter", 1, RollupMerge.Add))));
        Assert.Equal(new RollupField(0, "^longest"), RollupField.Of(RollupField.NameOf(new RollupDelta("hours", 24 * 20_000, "longest", 1, RollupMerge.Max))));
        foreach (var name in new[] { "", "0", "07", "x7+sessions", "-1+sessions" })
            Assert.Throws<InvalidMessageException>(() => RollupField.Of(name));
    }

    [Fact]
    public void The_hours_of_a_name_take_a_few_bytes_each()
    {
        var fields = Enumerable.Range(0, 200).SelectMany(page => Enumerable.Range(0, 24).Select(hour => (page, hour)))
            .ToDictionary(f => new RollupField(f.hour, $"+GET /area{f.page % 10}/page{f.page}/{{id}}"), f => (long)(f.page * f.hour % 50));
        Assert.InRange(PackedFields.Write(fields).Length, 1, 2 * fields.Count);
    }

    [Fact]
    public void Bytes_that_were_not_packed_are_refused()
    {
        var packed = PackedFields.Write(new Dictionary<RollupField, long> { [new(3, "+sessions")] = 4, [new(4, "+sessions")] = 5, [new(4, "+steps")] = -9 });
        for (var length = 0; length < packed.Length; length++)
            Assert.Throws<InvalidMessageException>(() => PackedFields.Read(packed.AsSpan(0, length)));
        Assert.Throws<InvalidMessageException>(() => PackedFields.Read([0x7F, 0xFF, 0xFF, 0xFF, .. packed.AsSpan(4)]));
    }

    private static IEnumerable<KeyValuePair<RollupField, long>> Ordered(IEnumerable<KeyValuePair<RollupField, long>> fields) =>
        fields.OrderBy(f => f.Key.Hour).ThenBy(f => f.Key.Name, StringComparer.Ordinal);
}
