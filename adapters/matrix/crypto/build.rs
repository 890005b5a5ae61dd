//! Generates the C++ side of the bridge and puts it where CMake can name it: `<target directory>/bridge/`. CMake compiles
//! it, with the flags of the preset.

use std::{env, fs, io, path::Path};

fn main() -> io::Result<()> {
    let _ = cxx_build::bridge("src/lib.rs");
    println!("cargo:rerun-if-changed=src/lib.rs");

    let out = env::var("OUT_DIR").expect("Cargo sets it");
    let out = Path::new(&out); // <target directory>/release/build/<crate>/out
    let generated = out.join("cxxbridge");
    let crate_name = env!("CARGO_PKG_NAME");
    let target = out.ancestors().nth(4).expect("Cargo's layout").join("bridge");
    fs::create_dir_all(&target)?;
    fs::copy(generated.join("include/rust/cxx.h"), target.join("cxx.h"))?;
    fs::copy(generated.join("include").join(crate_name).join("src/lib.rs.h"), target.join("bridge.h"))?;
    fs::copy(generated.join("sources").join(crate_name).join("src/lib.rs.cc"), target.join("bridge.cc"))?;
    Ok(())
}
