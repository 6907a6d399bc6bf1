using Handler.Server;
using Handler.Server.Transports;

namespace Handler.Tests.Server;

public sealed class ApiKeyOptionsTests
{
    [Theory]
    [InlineData("billing", "", "has 0 characters; give it 8 or more")]
    [InlineData("billing", "1234567", "has 7 characters; give it 8 or more")]
    [InlineData("billing", "a line\nbreak", "U+000A")]
    [InlineData("billing", "schlüssel", "U+00FC")]
    [InlineData("billing", " a space before", "begins or ends with a space")]
    [InlineData("billing", "the key of ops", "is that of 'ops' too")]
    [InlineData(" ", "a good key", "caller")]
    public void A_key_that_will_not_do_is_refused_without_being_told(string caller, string key, string expected)
    {
        var keys = new ApiKeyOptions().Add("ops", "the key of ops");

        var error = Should.Throw<ArgumentException>(() => keys.Add(caller, key));

        error.Message.ShouldContain(expected);
        if (key.Length > 0)
        {
            error.Message.ShouldNotContain(key);
        }
    }

    [Fact]
    public void A_ring_tells_whose_keys_are_presented()
    {
        var ring = new ApiKeyRing(new ApiKeyOptions().Add("ann", "ann's first").Add("bob", "bob's only").Add("ann", "ann's second"));

        ring.CallerOf(["ann's first"]).ShouldBe("ann");
        ring.CallerOf(["bob's only"]).ShouldBe("bob");
        ring.CallerOf(["ann's second", "ann's first"]).ShouldBe("ann");
        ring.CallerOf(["ann's first", "bob's only"]).ShouldBeNull();
        ring.CallerOf(["ann's first", "nobody's"]).ShouldBeNull();
        ring.CallerOf(["nobody's", "ann's first"]).ShouldBeNull();
        ring.CallerOf(["ann's firs"]).ShouldBeNull();
        ring.CallerOf(["ANN'S FIRST"]).ShouldBeNull();
        ring.CallerOf([]).ShouldBeNull();
    }

    [Fact]
    public void The_same_key_may_be_given_to_the_same_caller_twice() =>
        new ApiKeyRing(new ApiKeyOptions().Add("ann", "ann's first").Add("ann", "ann's first")).CallerOf(["ann's first"]).ShouldBe("ann");
}
