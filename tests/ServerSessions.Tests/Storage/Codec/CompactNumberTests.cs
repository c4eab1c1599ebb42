using ServerSessions.Storage.Codec;

namespace ServerSessions.Tests.Storage.Codec;

public class CompactNumberTests
{
    [Theory]
    [InlineData(0UL, 1)]
    [InlineData(127UL, 1)]
    [InlineData(128UL, 2)]
    [InlineData(16_383UL, 2)]
    [InlineData(16_384UL, 3)]
    [InlineData(ulong.MaxValue, 10)]
    public void A_number_takes_as_many_groups_of_seven_bits_as_it_needs(ulong value, int bytes)
    {
        var buffer = new ByteBuffer();
        buffer.WriteNumber(value);
        Assert.Equal(bytes, buffer.Count);
        Assert.Equal(value, new CompactReader(buffer.Written).ReadNumber());
    }

    [Theory]
    [InlineData(0L)]
    [InlineData(-1L)]
    [InlineData(63L)]
    [InlineData(-64L)]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void Numbers_of_either_sign_come_back(long value)
    {
        var buffer = new ByteBuffer();
        buffer.WriteSigned(value);
        Assert.Equal(value, new CompactReader(buffer.Written).ReadSigned());
    }

    [Theory]
    [InlineData("")]
    [InlineData("80")]
    [InlineData("8000")]
    [InlineData("FFFFFFFFFFFFFFFFFF02")]
    [InlineData("FFFFFFFFFFFFFFFFFFFF01")]
    public void What_is_no_number_or_has_another_form_is_refused(string hex) =>
        Assert.Throws<InvalidMessageException>(() => new CompactReader(Convert.FromHexString(hex)).ReadNumber());
}
