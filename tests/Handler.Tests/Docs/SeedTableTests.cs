namespace Handler.Tests.Docs;

/// <summary>docs/seeds.md names a test for every row, and the tests are there.</summary>
public sealed class SeedTableTests
{
    public static TheoryData<string> Rows => [.. NamedTests.Rows("seeds.md", "It shows")];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_row_is_held_by_tests_that_are_there(string row)
    {
        var names = NamedTests.In(row, column: 3);

        names.ShouldNotBeEmpty();
        names.ShouldAllBe(name => NamedTests.IsThere(name));
    }

    [Fact]
    public void A_test_that_is_not_there_is_seen()
    {
        NamedTests.IsThere("SeedWalkTests.Registration_is_shown_listed_and_deleted_on_the_command_line").ShouldBeTrue();
        NamedTests.IsThere("SeedWalkTests.Nothing_of_the_kind").ShouldBeFalse();
        NamedTests.IsThere("NoSuchTests").ShouldBeFalse();
    }
}
