using Shape;

namespace Handler.Tests.Architecture;

/// <summary>The hard bounds of the shape gauge (eng/Shape), and that it measures what it says.</summary>
public sealed class ShapeTests
{
    [Fact]
    public void Src_keeps_the_hard_bounds()
    {
        var breaches = Report.Of(SourceTree.Read(Repository.Root, "src"), []).HardBreaches;

        string.Join('\n', breaches).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("src/X/A.cs", "class A; class B;", "declares A, B: one top-level type a file")]
    [InlineData("src/X/A.cs", "class B;", "a file bears its type's name")]
    [InlineData("src/X/LaneManager.cs", "class LaneManager;", "a name that says nothing (Manager)")]
    [InlineData("src/X/A.cs", "class A { class LaneHelpers; }", "a name that says nothing (Helpers)")]
    [InlineData("src/Common/A.cs", "class A;", "the folder Common")]
    [InlineData("src/X/A.cs", "class A { long B = System.DateTime.UtcNow.Ticks; }", "DateTime.UtcNow reads the wall clock")]
    [InlineData("src/X/A.cs", "class A { object B = new Stopwatch(); }", "reads the wall clock")]
    public void A_broken_bound_is_said(string path, string text, string expected) =>
        HardBreachesOf(path, text).ShouldHaveSingleItem().ShouldContain(expected);

    [Fact]
    public void A_file_of_401_lines_is_too_long()
    {
        HardBreachesOf("src/X/A.cs", "class A;\n" + new string('\n', 399)).ShouldBeEmpty();

        HardBreachesOf("src/X/A.cs", "class A;\n" + new string('\n', 400)).ShouldHaveSingleItem().ShouldContain("401 lines");
    }

    [Theory]
    [InlineData("src/X/A.cs", "partial class A; partial class A { /* DateTime.Now */ }")]
    [InlineData("src/X/A.Log.cs", "partial class A { string B = \"Stopwatch.StartNew\"; }")]
    [InlineData("src/X/A.cs", "class A<T> { class Inner; } ")]
    [InlineData("src/X/Program.cs", "return 0;")]
    [InlineData("src/X/ServiceRow.cs", "class ServiceRow { object Database; }")]
    public void What_keeps_the_bounds_passes(string path, string text) => HardBreachesOf(path, text).ShouldBeEmpty();

    [Fact]
    public void Bodies_and_nesting_are_measured_as_a_reader_sees_them()
    {
        var file = SourceFile.Parse("src/X/A.cs", """
            class A
            {
                // Why.
                int B => 1;

                void C()
                {
                    foreach (var d in e)
                    {
                        if (d) { f(); }
                        else if (g) { h(); }
                    }
                }

                int D() =>
                    1 + // Why not 2.
                    1;
            }
            """);

        file.Methods.Select(method => (method.Name, method.Lines, method.Nesting))
            .ShouldBe([("src/X/A.cs(6) C", 5, 2), ("src/X/A.cs(15) D", 2, 0)]);
        (file.Lines, file.CodeLines, file.CommentLines).ShouldBe((18, 15, 2));
    }

    [Fact]
    public void Public_members_count_where_the_type_can_be_seen()
    {
        var file = SourceFile.Parse("src/X/A.cs", """
            /// <summary>Seen.</summary>
            public class A
            {
                public int B;
                /// <summary>Seen.</summary>
                public int C() => 1;
                internal class D { public int E; }
                /// <summary>Seen.</summary>
                public enum F { G }
                public interface H { int I(); }
            }
            """);

        (file.PublicCount, file.DocumentedCount).ShouldBe((7, 3));
    }

    [Theory]
    [InlineData(0.5, 2)]
    [InlineData(0.95, 4)]
    public void Percentiles_are_values_that_occur(double share, int expected) => Figures.Percentile([4, 1, 3, 2], share).ShouldBe(expected);

    private static IReadOnlyList<string> HardBreachesOf(string path, string text) =>
        Report.Of([SourceFile.Parse(path, text)], []).HardBreaches;
}
