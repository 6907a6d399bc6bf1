using FsCheck;
using FsCheck.Fluent;
using Handler.Server.Push;

namespace Handler.Tests.Server.Push;

public sealed class RetryAfterTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("0", 1)]
    [InlineData("1", 1)]
    [InlineData("120", 120)]
    [InlineData(" 7\t", 7)]
    [InlineData("007", 7)]
    [InlineData("3600", 3600)]
    [InlineData("3601", 3600)]
    [InlineData("315360000", 3600)]
    [InlineData("99999999999999999999999999", 3600)]
    [InlineData("Thu, 01 Jan 2026 12:00:30 GMT", 30)]
    [InlineData("Thursday, 01-Jan-26 12:00:30 GMT", 30)]
    [InlineData("Thu Jan  1 12:00:30 2026", 30)]
    [InlineData("Thu, 01 Jan 2026 11:00:00 GMT", 1)]
    [InlineData("Thu, 01 Jan 1970 00:00:00 GMT", 1)]
    [InlineData("Tue, 01 Jan 2036 12:00:00 GMT", 3600)]
    public void Seconds_and_dates_are_read_and_held_between_1_s_and_1_h(string header, double seconds) =>
        RetryAfter.Parse(header, Now).ShouldBe(TimeSpan.FromSeconds(seconds));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("-1")]
    [InlineData("+5")]
    [InlineData("1.5")]
    [InlineData("1e3")]
    [InlineData("0x10")]
    [InlineData("10s")]
    [InlineData("5, 10")]
    [InlineData("soon")]
    [InlineData("2026-01-01T12:00:30Z")]
    [InlineData("Thu, 01 Jan 2026 12:00:30 CET")]
    [InlineData("Thu, 31 Feb 2026 12:00:30 GMT")]
    [InlineData("١٢")]
    public void Anything_else_counts_as_absent(string? header) => RetryAfter.Parse(header, Now).ShouldBeNull();

    [Fact]
    public void Whatever_a_receiver_writes_is_null_or_within_the_bounds() =>
        Prop.ForAll<string>(text => RetryAfter.Parse(text, Now) is not { } wait || (wait >= RetryAfter.Least && wait <= RetryAfter.Most))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void Every_whole_number_of_seconds_is_read() =>
        Prop.ForAll(ArbMap.Default.ArbFor<NonNegativeInt>(), seconds =>
            RetryAfter.Parse($"{seconds.Get}", Now) == TimeSpan.FromSeconds(Math.Clamp(seconds.Get, 1, 3600))).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_date_is_read_in_each_of_its_three_forms() =>
        Prop.ForAll(Gen.Choose(-100_000, 100_000).ToArbitrary(), offset =>
        {
            var date = Now.AddSeconds(offset);
            var wait = TimeSpan.FromSeconds(Math.Clamp(offset, 1, 3600));
            return RetryAfter.Parse(date.ToString("R"), Now) == wait
                && RetryAfter.Parse($"{date:dddd, dd-MMM-yy HH:mm:ss} GMT", Now) == wait
                && RetryAfter.Parse($"{date:ddd MMM} {date.Day,2} {date:HH:mm:ss yyyy}", Now) == wait;
        }).QuickCheckThrowOnFailure();
}
