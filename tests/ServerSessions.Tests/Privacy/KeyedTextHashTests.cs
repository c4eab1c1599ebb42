using ServerSessions.Privacy;

namespace ServerSessions.Tests.Privacy;

public class KeyedTextHashTests
{
    [Fact]
    public void Every_character_of_a_text_of_any_length_counts()
    {
        for (var length = 0; length <= 40; length++)
        {
            var text = new string('a', length).ToCharArray();
            var hash = KeyedTextHash.Of(text);
            Assert.Equal(hash, KeyedTextHash.Of(new string('a', length)));
            for (var i = 0; i < length; i++)
            {
                text[i] = 'b';
                Assert.NotEqual(hash, KeyedTextHash.Of(text));
                text[i] = 'a';
            }
        }
    }

    [Fact]
    public void Zeros_at_the_end_are_part_of_the_text() => Assert.Equal(
        40, Enumerable.Range(0, 40).Select(length => KeyedTextHash.Of(new string('\0', length))).Distinct().Count());

    // The key is random, so the places are: 10,000 texts leave six or more of 1,024 places empty with a chance of 6e-11 (Poisson with a mean
    // of 1,024 e^-9.77 = 0.058), and put 41 or more into one with 9e-11.
    [Fact]
    public void Texts_that_differ_in_a_digit_spread_over_the_places_of_a_cache()
    {
        var places = Enumerable.Range(0, 10_000).Select(i => KeyedTextHash.Of($"visitor {i:00000}") & 1023).GroupBy(place => place).Select(g => g.Count()).ToList();
        Assert.InRange(places.Count, 1024 - 5, 1024);
        Assert.InRange(places.Max(), 10, 40);
    }
}
