namespace Handler.Tests.Docs;

/// <summary>docs/operating.md names for every rule of the delivery engine a test, and the tests are there.</summary>
public sealed class RuleTableTests
{
    public static TheoryData<string> Rows => [.. NamedTests.Rows("operating.md", "rule")];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Each_rule_is_held_by_tests_that_are_there(string row)
    {
        var names = NamedTests.In(row, column: 2);

        names.ShouldNotBeEmpty();
        names.ShouldAllBe(name => NamedTests.IsThere(name));
    }
}
