using ServerSessions.Capture.Labels;

namespace ServerSessions.Tests.Capture.Labels;

/// <summary>What a link says of its campaign, within limits.</summary>
public sealed class CampaignReaderTests
{
    private const long Day = 86_400_000_000;
    private int _replaced;

    [Theory]
    [InlineData("?utm_source=News&utm_medium=E-Mail&utm_campaign=Spring+Sale", "news|e-mail|spring sale")]
    [InlineData("?page=2&UTM_Source=a%20b", "a b||")]
    [InlineData("?utm_source=first&utm_source=second", "first||")]
    [InlineData("?utm_source=&utm_campaign=%20", null)]
    [InlineData("?utm_term=shoes", null)]
    [InlineData("?q=utm_source", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Source_medium_and_name_are_read_in_lower_case(string? query, string? expected) => Assert.Equal(expected, Text(Reader().Read(query, 0)));

    [Fact]
    public void A_value_is_cut_to_64_bytes_between_two_characters()
    {
        var source = Reader().Read("?utm_source=" + new string('a', 63) + "%C3%A9%C3%A9", 0)!.Source;
        Assert.Equal(new string('a', 63), source);
    }

    [Fact]
    public void A_value_that_may_be_an_email_address_is_dropped()
    {
        Assert.Equal("(other)||", Text(Reader().Read("?utm_source=ann%40example.org", 0)));
        Assert.Equal(1, _replaced);
    }

    [Fact]
    public void Above_the_maximum_of_values_in_a_day_a_value_is_other_and_declared_ones_stay()
    {
        var reader = Reader(o =>
        {
            o.MaxOtherValues = 2;
            o.Values.Add("Partner");
        });
        Assert.Equal(["a", "b", "(other)", "a", "partner"], ((string[])["a", "b", "c", "a", "partner"]).Select(v => reader.Read($"?utm_source={v}", 5)!.Source));
        Assert.Equal(1, _replaced);
        Assert.Equal("c", reader.Read("?utm_source=c", Day + 5)!.Source);
        // A request that ends late belongs to the day before, and does not empty this one's.
        Assert.Equal(["d", "(other)"], ((string[])["d", "e"]).Select((v, i) => reader.Read($"?utm_source={v}", i == 0 ? 5 : Day + 6)!.Source));
    }

    [Fact]
    public void The_parameters_can_be_others_or_none()
    {
        var reader = Reader(o => (o.SourceParameter, o.MediumParameter, o.NameParameter) = ("ref", null, "campaign"));
        Assert.Equal("partner||x", Text(reader.Read("?campaign=x&utm_medium=cpc&ref=partner", 0)));
        var off = Reader(o => (o.SourceParameter, o.MediumParameter, o.NameParameter) = (null, null, null));
        Assert.Null(off.Read("?utm_source=a&=b", 0));
    }

    [Fact]
    public void A_query_without_a_campaign_allocates_nothing()
    {
        var reader = Reader();
        reader.Read("?q=shoes&page=2", 0);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
            reader.Read("?q=shoes&page=2", 0);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private CampaignReader Reader(Action<CampaignOptions>? change = null)
    {
        var options = new CampaignOptions();
        change?.Invoke(options);
        return new CampaignReader(options, () => _replaced++);
    }

    private static string? Text(Campaign? campaign) => campaign is null ? null : $"{campaign.Source}|{campaign.Medium}|{campaign.Name}";
}
