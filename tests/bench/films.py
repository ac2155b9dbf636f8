"""Time, size and sharpness of each kind of film of one lesson at 1080p.

    films.py PROGRAM LESSON"""
import pathlib
import re
import resource
import subprocess
import sys
import tempfile


def seconds():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def sharpness(film, lossless):
    """SSIM of the lightness, 1 at best; only of what ffmpeg reads."""
    said = subprocess.run(["ffmpeg", "-i", film, "-i", lossless, "-lavfi", "ssim", "-f", "null",
                           "-"], capture_output=True, text=True).stderr
    found = re.search(r"SSIM Y:([\d.]+)", said)
    return found.group(1) if found else "-"


def main(program, lesson):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        lossless = folder / "lossless.mkv"
        keeper = folder / "bin" / "ffmpeg"
        keeper.parent.mkdir()
        keeper.write_text("#!/bin/sh\nfor out; do :; done\n/usr/bin/ffmpeg -v error -f rawvideo"
                          " -pix_fmt yuv420p -video_size 1920x1080 -framerate 30 -i pipe:0 -qp 0"
                          f" -preset ultrafast {lossless}\necho film >\"${{out#file:}}\"\n")
        keeper.chmod(0o755)
        subprocess.run([program, "export", lesson, "-o", folder / "kept.mp4"], check=True,
                       env={"PATH": f"{keeper.parent}:/usr/bin:/bin"})
        for kind in ("gif", "mp4", "webm", "webp"):
            film, before = folder / f"film.{kind}", seconds()
            subprocess.run([program, "export", lesson, "-o", film], check=True)
            print(f"{kind:5} {seconds() - before:6.2f} s {film.stat().st_size / 1000:7.0f} kB "
                  f"{sharpness(film, lossless)}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:3])
