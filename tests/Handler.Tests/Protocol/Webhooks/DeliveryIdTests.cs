using FsCheck;
using FsCheck.Fluent;
using Handler.Protocol.Webhooks;

namespace Handler.Tests.Protocol.Webhooks;

public sealed class DeliveryIdTests
{
    [Fact]
    public void An_id_is_msg_lane_sequence() =>
        new DeliveryId(Guid.Parse("0190B6C1-E5D0-7A3C-8F21-D4E5A6B7C8D9"), 17).ToString().ShouldBe("msg_0190b6c1e5d07a3c8f21d4e5a6b7c8d9_17");

    [Fact]
    public void What_is_written_is_read_as_the_same() =>
        Prop.ForAll<Guid, long>((lane, sequence) =>
        {
            var id = new DeliveryId(lane, sequence & long.MaxValue);
            return DeliveryId.Parse(id.ToString()) == id;
        }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("msg_")]
    [InlineData("msg_0190b6c1e5d07a3c8f21d4e5a6b7c8d9")]
    [InlineData("msg_0190b6c1e5d07a3c8f21d4e5a6b7c8d9_")]
    [InlineData("msg_0190b6c1e5d07a3c8f21d4e5a6b7c8d9_-1")]
    [InlineData("msg_0190b6c1e5d07a3c8f21d4e5a6b7c8d9_01")]
    [InlineData("msg_0190b6c1e5d07a3c8f21d4e5a6b7c8d9_+1")]
    [InlineData("msg_0190b6c1e5d07a3c8f21d4e5a6b7c8d9_1 ")]
    [InlineData("msg_0190b6c1e5d07a3c8f21d4e5a6b7c8d9_9223372036854775808")]
    [InlineData("msg_0190B6C1E5D07A3C8F21D4E5A6B7C8D9_1")]
    [InlineData("msg_0190b6c1-e5d0-7a3c-8f21-d4e5a6b7c8d9_1")]
    [InlineData("MSG_0190b6c1e5d07a3c8f21d4e5a6b7c8d9_1")]
    public void Anything_else_is_none(string? text)
    {
        DeliveryId.TryParse(text, out var id).ShouldBeFalse();
        id.ShouldBe(default);
    }

    [Fact]
    public void Parsing_something_else_says_what_an_id_looks_like() =>
        Should.Throw<FormatException>(() => DeliveryId.Parse("x")).Message.ShouldStartWith("'x' is no delivery id; one looks like msg_");
}
